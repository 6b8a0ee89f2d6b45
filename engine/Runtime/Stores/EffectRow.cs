namespace Orchestrator.Runtime.Stores;

/// <summary>An intent and, when it is done, its receipt.</summary>
public sealed record EffectRow
{
    /// <summary>Idempotency key: <c>{instance}:{activity execution}:{name}</c>.</summary>
    public required string Key { get; init; }

    public required string InstanceId { get; init; }

    public required string ActivityInstanceId { get; init; }

    public required string ActivityId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset IntentAt { get; init; }

    public DateTimeOffset? ReceiptAt { get; init; }

    /// <summary>JSON of the receipt.</summary>
    public string? Receipt { get; init; }

    public int Attempts { get; init; } = 1;
}
