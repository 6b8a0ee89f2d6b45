namespace Orchestrator.Runtime.Effects;

/// <summary>Lets a person settle what the engine cannot know: whether an action on the outside world happened before its receipt was lost.</summary>
public interface IEffectLedger
{
    /// <summary>
    /// Settles an unresolved effect. Happened: the activity gets the receipt instead of doing it again. Not happened: it is done when the activity is executed again. The
    /// instance itself is retried by whoever asks for it.
    /// </summary>
    /// <param name="key">Idempotency key of the effect.</param>
    /// <param name="happened">What the person found.</param>
    /// <param name="receipt">What the action gave, as JSON; for the activity. Ignored when it did not happen.</param>
    /// <param name="by">Who says so, for the journal.</param>
    /// <returns>False when the effect is unknown or resolved.</returns>
    ValueTask<bool> SettleAsync(string key, bool happened, string? receipt, string by, CancellationToken cancellationToken);
}
