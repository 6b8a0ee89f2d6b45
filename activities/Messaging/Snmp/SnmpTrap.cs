using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Names;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>A received trap or inform with names, as matching and workflows see it.</summary>
internal sealed record SnmpTrap
{
    /// <summary>Id of the stored event.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Sender of the datagram; behind address translation it differs from <see cref="AgentAddress"/>.</summary>
    public required IPAddress Source { get; init; }

    /// <summary><c>1</c>, <c>2c</c> or <c>3</c>.</summary>
    public required string Version { get; init; }

    /// <summary>A weak secret: compared, never shown.</summary>
    public required string Community { get; init; }

    /// <summary>v3 only: the user.</summary>
    public string? User { get; init; }

    /// <summary>v3 only: <c>noAuthNoPriv</c>, <c>authNoPriv</c> or <c>authPriv</c>.</summary>
    public string? SecurityLevel { get; init; }

    /// <summary>v3 only: hexadecimal id of the authoritative engine, of a trap the sender's own.</summary>
    public string? EngineId { get; init; }

    /// <summary>v3 only; null when empty.</summary>
    public string? ContextName { get; init; }

    public required bool IsInform { get; init; }

    /// <summary>Identity of the trap; of v1 by the mapping of RFC 3584. Empty when a v2c trap carries none.</summary>
    public required string TrapOid { get; init; }

    /// <summary>Name of the notification, such as <c>vmwTrapProblemActive</c>; null when it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>Hundredths of a second since the agent started.</summary>
    public required long Uptime { get; init; }

    /// <summary>v1's agent address, or v2c's <c>snmpTrapAddress.0</c>; null when absent.</summary>
    public string? AgentAddress { get; init; }

    /// <summary>All variables but <c>sysUpTime.0</c> and <c>snmpTrapOID.0</c>, in their order.</summary>
    public required IReadOnlyList<SnmpVariable> Variables { get; init; }

    /// <summary>The alert, when the trap is one of vRealize Operations.</summary>
    public VropsAlert? Vrops { get; init; }
}
