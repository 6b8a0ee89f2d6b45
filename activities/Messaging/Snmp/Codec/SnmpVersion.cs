namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>Version numbers as they stand in a message.</summary>
public enum SnmpVersion
{
    V1 = 0,
    V2c = 1,
    V3 = 3,
}
