namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>Why a datagram was not taken as a trap.</summary>
internal enum SnmpRefusal
{
    None,
    NotSnmp,
    Truncated,
    UnknownVersion,
    V3NotConfigured,
    NotATrap,
    MalformedPdu,
    MalformedVariables,
    WrongCommunity,
    QueueFull,
    SourceNotAllowed,
    OverBudget,
    DroppedByRule,
    MalformedV3,
    UnknownSecurityModel,
    UnknownEngine,
    UnknownUser,
    WrongLevel,
    WrongDigest,
    NotInTimeWindow,
    DecryptionError,
    Replayed,
    SpoolFull,
    Discovery,
}
