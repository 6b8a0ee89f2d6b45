using System.Text.Json.Nodes;

namespace Orchestrator.Runtime;

/// <summary>An event that has arrived: it starts the workflows whose triggers match it and resumes the bookmarks that wait for it.</summary>
public sealed record Stimulus
{
    /// <summary>Matches <c>ITrigger.StimulusName</c> and bookmark names.</summary>
    public required string Name { get; init; }

    /// <summary>Must equal the trigger's or bookmark's payload (by hash), unless <see cref="Matches"/> is given.</summary>
    public object? Payload { get; init; }

    /// <summary>Decides instead of the hash; gets the payload that a trigger or bookmark of this name listens for.</summary>
    public Func<JsonNode?, bool>? Matches { get; init; }

    /// <summary>Handed to the activity as <c>StimulusInput</c>.</summary>
    public IReadOnlyDictionary<string, object?> Input { get; init; } = new Dictionary<string, object?>();

    /// <summary>A second stimulus with the same key does nothing. Unique per source event, for instance <c>amqp:{message id}</c>.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Tenant of the instances to start; null: the definition's own.</summary>
    public string? Tenant { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>Restricts to one instance; starts nothing.</summary>
    public string? WorkflowInstanceId { get; init; }

    /// <summary>How long it is kept, durably, when nothing waits for it now; null: not at all. Not with <see cref="Matches"/>.</summary>
    public TimeSpan? KeepFor { get; init; }

    /// <summary>False: only resume.</summary>
    public bool StartsWorkflows { get; init; } = true;

    /// <summary>False: only start.</summary>
    public bool ResumesWorkflows { get; init; } = true;
}
