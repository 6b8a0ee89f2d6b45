namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>Counters of SNMP-USER-BASED-SM-MIB (RFC 3414 5), by their number below <c>1.3.6.1.6.3.15.1.1</c>.</summary>
internal enum UsmCounter
{
    UnsupportedSecLevels = 1,
    NotInTimeWindows = 2,
    UnknownUserNames = 3,
    UnknownEngineIds = 4,
    WrongDigests = 5,
    DecryptionErrors = 6,
}
