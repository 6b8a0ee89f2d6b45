namespace Orchestrator.Core.Activities;

/// <summary>Something that a failing scope undoes; kept with the instance.</summary>
internal sealed record UndoEntry
{
    /// <summary>Execution to undo.</summary>
    public required string Id { get; init; }

    public required string NodeId { get; init; }

    /// <summary>Variables as they were then, nearest first, without those that live outside of the scope.</summary>
    public IReadOnlyList<VariableState> Variables { get; init; } = [];

    public Dictionary<string, object?> Properties { get; init; } = [];
}
