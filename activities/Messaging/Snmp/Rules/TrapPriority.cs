namespace Orchestrator.Activities.Messaging.Snmp.Rules;

/// <summary>Who goes first when not all can: each has a part of queue and spool that lower ones may not fill.</summary>
public enum TrapPriority
{
    /// <summary>May fill half.</summary>
    Low,

    /// <summary>May fill nine tenths.</summary>
    Normal,

    /// <summary>May fill all.</summary>
    High,
}
