namespace Orchestrator.Server.Torture;

/// <summary>What the checker counted. All but the first four must be 0.</summary>
internal sealed record TortureChecks
{
    public int Kills { get; init; }

    public int Disturbances { get; init; }

    /// <summary>Operations that were acknowledged to their callers.</summary>
    public int Operations { get; init; }

    /// <summary>Requests that the witness saw, repeated ones with a known key too.</summary>
    public long Requests { get; init; }

    /// <summary>Effects of acknowledged operations that never happened.</summary>
    public int Lost { get; init; }

    /// <summary>Effects that happened under more than one idempotency key.</summary>
    public int Doubled { get; init; }

    /// <summary>Instances that did not end, or did not end well.</summary>
    public int Stuck { get; init; }

    /// <summary>Bookmarks whose instance is gone or finished; null when the database could not be looked into.</summary>
    public long? OrphanBookmarks { get; init; }

    /// <summary>Gaps and overlaps in journals.</summary>
    public long? JournalBreaks { get; init; }

    /// <summary>Messages that stay in the outbox.</summary>
    public long? UnsentMessages { get; init; }

    public bool AreClean => Lost + Doubled + Stuck == 0 && OrphanBookmarks is null or 0 && JournalBreaks is null or 0 && UnsentMessages is null or 0;
}
