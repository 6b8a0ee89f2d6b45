namespace Orchestrator.Core;

/// <summary>Intent and receipt of an action on the outside world.</summary>
public sealed record EffectRecord
{
    public required string Name { get; init; }

    public required DateTimeOffset IntentAt { get; init; }

    public DateTimeOffset? ReceiptAt { get; init; }

    /// <summary>JSON.</summary>
    public string? Receipt { get; init; }

    public int Attempts { get; init; } = 1;
}
