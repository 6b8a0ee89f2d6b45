using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>All that an instance needs to go on, as it is stored.</summary>
public sealed record WorkflowState
{
    internal static readonly IReadOnlyDictionary<string, Dictionary<string, object?>> NoOutputs = new Dictionary<string, Dictionary<string, object?>>().AsReadOnly();
    internal static readonly IDictionary<string, object?> NoValues = new Dictionary<string, object?>().AsReadOnly();

    public required string Id { get; init; }

    public required string DefinitionId { get; init; }

    public required string DefinitionVersionId { get; init; }

    public required int DefinitionVersion { get; init; }

    public string Tenant { get; init; } = "";

    public string? CorrelationId { get; init; }

    public string? Name { get; init; }

    public string? ParentInstanceId { get; init; }

    /// <summary>W3C trace context of what started the instance, as in <see href="https://www.w3.org/TR/trace-context/">traceparent</see>; null: not traced.</summary>
    public string? TraceParent { get; init; }

    public required WorkflowStatus Status { get; init; }

    public required WorkflowSubStatus SubStatus { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public IDictionary<string, object?> Input { get; init; } = NoValues;

    public IDictionary<string, object?> Output { get; init; } = NoValues;

    public IDictionary<string, object?> Properties { get; init; } = NoValues;

    public IReadOnlyList<Bookmark> Bookmarks { get; init; } = [];

    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>Parents before their children.</summary>
    public IReadOnlyList<ActivityContextState> ActivityExecutionContexts { get; init; } = [];

    /// <summary>Work that was queued, or at work, at a checkpoint; empty between bursts.</summary>
    public IReadOnlyList<WorkItemState> Queue { get; init; } = [];

    /// <summary>By node id.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, object?>> ActivityOutputs { get; init; } = NoOutputs;

    public object? LastResult { get; init; }

    /// <summary>Values of the workflow's variables when it finished, for people to look at.</summary>
    public IReadOnlyList<VariableState> FinalVariables { get; init; } = [];

    /// <summary>Version ids of the workflows used as activities whose references leave the version open, by activity type.</summary>
    public IReadOnlyDictionary<string, string>? WorkflowActivities { get; init; }

    public long JournalSequence { get; init; }

    public int RecoveryAttempts { get; init; }

    public string? TriggerActivityId { get; init; }

    public Dictionary<string, object?>? TriggerInput { get; init; }
}
