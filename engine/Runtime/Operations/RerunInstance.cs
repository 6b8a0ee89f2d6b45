namespace Orchestrator.Runtime.Operations;

/// <summary>How an instance is run again.</summary>
public sealed record RerunInstance
{
    /// <summary>Id of the activity to begin at: one of the workflow's root or within flowcharts and sequences. Null: from the start.</summary>
    public string? ActivityId { get; init; }

    /// <summary>Variables of the workflow to change, by name; the others keep the values that the first run has now.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    /// <summary>Inputs to change, by name.</summary>
    public IReadOnlyDictionary<string, object?> Input { get; init; } = new Dictionary<string, object?>();

    /// <summary>A repetition of the request with the same key gives the instance that the first one made.</summary>
    public string? IdempotencyKey { get; init; }
}
