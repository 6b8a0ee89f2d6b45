using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>A live activity execution, as it is stored.</summary>
public sealed record ActivityContextState
{
    public required string Id { get; init; }

    public string? ParentId { get; init; }

    public required string NodeId { get; init; }

    public required ActivityStatus Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public string? Tag { get; init; }

    public string? CompletionCallback { get; init; }

    public bool IsTrigger { get; init; }

    public Dictionary<string, object?>? Stimulus { get; init; }

    /// <summary>Inputs that all below it see.</summary>
    public IReadOnlyDictionary<string, object?>? ScopeInput { get; init; }

    /// <summary>Of an owner: its evaluated inputs, which its callbacks need; never sensitive ones.</summary>
    public Dictionary<string, object?>? Inputs { get; init; }

    public Dictionary<string, object?>? Properties { get; init; }

    public IReadOnlyList<VariableState>? Variables { get; init; }

    public IReadOnlyList<EffectRecord>? Effects { get; init; }

    public int SentMessages { get; init; }

    public int SentAtStart { get; init; }

    /// <summary>Of a faulted execution: what a retry does again.</summary>
    public WorkItemState? LastItem { get; init; }
}
