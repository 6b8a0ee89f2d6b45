namespace Orchestrator.Runtime;

/// <summary>A request to start one workflow.</summary>
public sealed record StartWorkflow
{
    public required string DefinitionId { get; init; }

    /// <summary>Null: the published version, else the latest.</summary>
    public string? DefinitionVersionId { get; init; }

    /// <summary>The activity that starts the run; null: the flowchart's own start.</summary>
    public string? TriggerActivityId { get; init; }

    public IReadOnlyDictionary<string, object?> Input { get; init; } = new Dictionary<string, object?>();

    /// <summary>First values of variables of the workflow, by name; they are converted to the variables' types.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    public IReadOnlyDictionary<string, object?> StimulusInput { get; init; } = new Dictionary<string, object?>();

    public string? CorrelationId { get; init; }

    public string? Name { get; init; }

    public string? Tenant { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>Null: generated.</summary>
    public string? InstanceId { get; init; }

    public string? ParentInstanceId { get; init; }

    /// <summary>Whether the instance begins a trace of its own, which links to what is going on, instead of going on with that. Default: it goes on.</summary>
    public bool StartsNewTrace { get; init; }

    /// <summary>Begins the run at this activity, without an event: a trigger there waits for one. Used to run an instance again from the middle.</summary>
    public string? EntryActivityId { get; init; }

    /// <summary>First properties of the instance.</summary>
    public IReadOnlyDictionary<string, object?> Properties { get; init; } = new Dictionary<string, object?>();
}
