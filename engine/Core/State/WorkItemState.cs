namespace Orchestrator.Core;

/// <summary>A queued work item, as it is stored.</summary>
public sealed record WorkItemState
{
    public required WorkItemKind Kind { get; init; }

    public required string NodeId { get; init; }

    public string? OwnerId { get; init; }

    public string? ContextId { get; init; }

    public string? CompletionCallback { get; init; }

    public string? BookmarkCallback { get; init; }

    public bool AutoComplete { get; init; } = true;

    public string? Tag { get; init; }

    public IReadOnlyList<VariableState>? Variables { get; init; }

    public IReadOnlyDictionary<string, object?>? Input { get; init; }

    public Dictionary<string, object?>? Stimulus { get; init; }

    public bool IsRepeat { get; init; }
}
