namespace Orchestrator.Server.ElsaApi.Testing;

/// <summary>An activity by its place or by its id.</summary>
internal sealed record ActivityHandle(string? ActivityNodeId = null, string? ActivityId = null);
