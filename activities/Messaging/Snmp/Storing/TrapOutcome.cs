namespace Orchestrator.Activities.Messaging.Snmp.Storing;

/// <summary>What became of a stored trap; in the database and in JSON in lower case.</summary>
internal enum TrapOutcome
{
    /// <summary>Stored, its dispatch is not finished; it is tried again after a failure or a restart.</summary>
    Pending,

    /// <summary>Instances were started.</summary>
    Started,

    /// <summary>Waiting instances were resumed.</summary>
    Resumed,

    /// <summary>No trigger matched.</summary>
    Unknown,

    /// <summary>A re-send of an earlier trap.</summary>
    Duplicate,

    /// <summary>Understood, and nothing needs to be done: the reason says why.</summary>
    Ignored,

    /// <summary>A rule could not do its work, for the reason given; the trap can be dispatched again.</summary>
    Failed,
}
