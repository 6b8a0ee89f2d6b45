using System.Net;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>The UDP listener for traps.</summary>
public interface ISnmpTrapListener
{
    /// <summary>Where it listens; null when it is off or not started.</summary>
    IPEndPoint? LocalEndPoint { get; }
}
