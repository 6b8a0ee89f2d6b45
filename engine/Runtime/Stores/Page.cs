namespace Orchestrator.Runtime.Stores;

/// <summary>One page of a list with the count of all that match.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, long TotalCount);
