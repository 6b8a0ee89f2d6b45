namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>What a trap or inform says.</summary>
public sealed record SnmpNotification
{
    /// <summary>Identity of the notification, such as <c>1.3.6.1.4.1.6876.4.50.1.0.46</c>.</summary>
    public required string TrapOid { get; init; }

    /// <summary>Hundredths of a second since the sender started. Default 0.</summary>
    public uint Uptime { get; init; }

    /// <summary>Variables after <c>sysUpTime.0</c> and <c>snmpTrapOID.0</c>, in their order.</summary>
    public IReadOnlyList<SnmpBinding> Variables { get; init; } = [];

    /// <summary>Agent address of a version 1 trap. Default 0.0.0.0.</summary>
    public System.Net.IPAddress AgentAddress { get; init; } = System.Net.IPAddress.Any;
}
