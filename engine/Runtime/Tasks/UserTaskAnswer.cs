namespace Orchestrator.Runtime.Tasks;

/// <summary>What a person says to a task.</summary>
public sealed record UserTaskAnswer
{
    public required string User { get; init; }

    public string? Decision { get; init; }

    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    /// <summary>A second answer with the same key is the first one come again.</summary>
    public string? IdempotencyKey { get; init; }
}
