namespace Orchestrator.Activities.Functions.Model;

/// <summary>How often a function was called.</summary>
/// <param name="Count">Calls that have ended.</param>
/// <param name="LastCalledAt">End of the last one.</param>
public sealed record FunctionCalls(long Count, DateTimeOffset? LastCalledAt);
