namespace Orchestrator.Activities.Messaging.Snmp.Storms;

/// <summary>What a trap says of its alert; the values are bits, so that several can be noted as delivered.</summary>
internal enum AlertPhase
{
    /// <summary>Something happened; there is no opposite.</summary>
    Event = 1,

    Raise = 2,

    Clear = 4,

    /// <summary>The alert goes on with other content.</summary>
    Change = 8,
}
