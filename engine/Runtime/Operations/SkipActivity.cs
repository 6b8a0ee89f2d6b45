namespace Orchestrator.Runtime.Operations;

/// <summary>How a faulted activity is completed by hand.</summary>
public sealed record SkipActivity
{
    /// <summary>Outcomes that decide where the workflow goes on; default <c>Done</c>.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = ["Done"];

    /// <summary>Outputs that the activity would have given, by name.</summary>
    public IReadOnlyDictionary<string, object?> Outputs { get; init; } = new Dictionary<string, object?>();

    /// <summary>Variables to change before, by name.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();
}
