using System.Net;

namespace Orchestrator.Activities.Messaging.Snmp.Storing;

/// <summary>A row of <c>trap_events</c>. The datagram is the event: names are looked up when it is read.</summary>
internal sealed record StoredTrap
{
    public required string Id { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required IPEndPoint Source { get; init; }

    /// <summary>Equal for re-sends; see <see cref="TrapDigest"/>.</summary>
    public required string Digest { get; init; }

    /// <summary>As received, community included.</summary>
    public required byte[] Datagram { get; init; }

    public TrapOutcome Outcome { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<string> InstanceIds { get; init; } = [];

    /// <summary>For a duplicate just stored: whether the trap that it repeats has been dispatched.</summary>
    public bool OriginalIsSettled { get; init; }

    public SnmpTrap? ToTrap() => SnmpTrapReader.Read(Id, ReceivedAt, Source.Address, Datagram);
}
