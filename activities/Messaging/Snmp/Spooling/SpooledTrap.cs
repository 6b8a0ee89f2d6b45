using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Rules;

namespace Orchestrator.Activities.Messaging.Snmp.Spooling;

/// <summary>An accepted datagram that is on disk.</summary>
internal sealed record SpooledTrap
{
    /// <summary>Made of the segment's random id and the place in it, so that it stays the same when the spool is read again after a crash.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required IPEndPoint Source { get; init; }

    public required byte[] Datagram { get; init; }

    public TrapPriority Priority { get; init; }

    /// <summary>Written by an earlier run of the process.</summary>
    public bool IsRecovered { get; init; }
}
