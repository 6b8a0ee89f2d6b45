namespace Orchestrator.Server.ElsaApi;

/// <summary>A part of a list.</summary>
internal sealed record ElsaPage<T>(IReadOnlyList<T> Items, long TotalCount);
