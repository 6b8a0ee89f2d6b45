namespace Orchestrator.Core;

/// <summary>When an instance is saved. However it is set, a burst that waits, faults or sends something ends in a commit.</summary>
public enum CommitStrategy
{
    /// <summary>At the end of every burst, before every effect (the intent) and after it (the receipt).</summary>
    EveryEffect,

    /// <summary>Also when an activity has completed.</summary>
    EveryActivity,

    /// <summary>Only at the end of a burst. An effect whose burst is interrupted may happen again, under another idempotency key.</summary>
    EndOfBurst,

    /// <summary>
    /// As <see cref="EndOfBurst"/>, and an instance that finishes well in its first burst is not saved at all, unless its start has an idempotency key, it had effects, or it sent
    /// something. It leaves no journal.
    /// </summary>
    None,
}
