namespace Orchestrator.Server.ElsaApi;

/// <summary>Something that the caller may do; what is not linked, Studio does not offer.</summary>
internal sealed record Link(string Href, string Rel, string Method);
