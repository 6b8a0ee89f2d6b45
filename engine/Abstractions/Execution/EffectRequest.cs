namespace Orchestrator.Workflows;

/// <summary>An action on the outside world that must happen once.</summary>
/// <typeparam name="T">What the action gives; serialized to JSON as the receipt.</typeparam>
public sealed record EffectRequest<T>
{
    /// <summary>Unique within the activity's execution, such as <c>deploy-vm</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Does it. The key is stable over retries and restarts: hand it to the other side where that de-duplicates or can be searched by it.</summary>
    public required Func<string, CancellationToken, ValueTask<T>> Act { get; init; }

    /// <summary>
    /// Looks whether an earlier attempt happened, after a crash between intent and receipt. Without it the action is done again with the same key.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<EffectLookup<T>>>? LookForEffect { get; init; }
}
