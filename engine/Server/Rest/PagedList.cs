namespace Orchestrator.Server.Rest;

/// <summary>One page of a list.</summary>
/// <param name="Page">From 0.</param>
internal sealed record PagedList<T>(IReadOnlyList<T> Items, long TotalCount, int Page, int PageSize);
