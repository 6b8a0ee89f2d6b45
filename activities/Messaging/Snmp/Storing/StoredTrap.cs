using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Spooling;

namespace Orchestrator.Activities.Messaging.Snmp.Storing;

/// <summary>A row of <c>trap_events</c>. The datagram is the event: names are looked up when it is read.</summary>
internal sealed record StoredTrap
{
    public required string Id { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required IPEndPoint Source { get; init; }

    /// <summary>Equal for re-sends; see <see cref="TrapDigest"/>.</summary>
    public required string Digest { get; init; }

    /// <summary>As received, community included; of version 3 the normal form, decrypted.</summary>
    public required byte[] Datagram { get; init; }

    public TrapOutcome Outcome { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<string> InstanceIds { get; init; } = [];

    /// <summary>The rule that decided; null: none.</summary>
    public string? RuleId { get; init; }

    /// <summary>Later traps of the same alert that were folded into this one.</summary>
    public long Collapsed { get; init; }

    /// <summary>Received by an earlier run: its sender no longer waits for an answer.</summary>
    public bool IsRecovered { get; init; }

    public SnmpTrap? ToTrap(SnmpNameTable names) => SnmpTrapReader.Read(names, Id, ReceivedAt, Source.Address, Datagram);

    public static StoredTrap Of(SpooledTrap spooled) => new()
    {
        Id = spooled.Id,
        ReceivedAt = spooled.ReceivedAt,
        Source = spooled.Source,
        Digest = TrapDigest.Of(spooled.Source.Address, spooled.Datagram),
        Datagram = spooled.Datagram,
        IsRecovered = spooled.IsRecovered,
    };
}
