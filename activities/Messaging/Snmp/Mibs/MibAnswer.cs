namespace Orchestrator.Activities.Messaging.Snmp.Mibs;

/// <summary>An imported MIB.</summary>
internal sealed record MibAnswer
{
    /// <summary>Name of the module.</summary>
    public required string Module { get; init; }

    /// <summary>Named identifiers that are no notifications.</summary>
    public required int Objects { get; init; }

    public required int Notifications { get; init; }

    /// <summary>Definitions whose identifier is not known, with line and reason; at most 50.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
