namespace Orchestrator.Activities.Messaging.Snmp.Captures;

/// <summary>What was read from a recorded capture.</summary>
public sealed record Capture
{
    /// <summary><c>pcap</c>, <c>pcapng</c> or <c>hex</c>.</summary>
    public required string Format { get; init; }

    /// <summary>UDP datagrams in their order.</summary>
    public required IReadOnlyList<CapturedDatagram> Datagrams { get; init; }

    /// <summary>Packets that are no whole UDP datagram: other protocols, and those that the capture cut off.</summary>
    public required int Skipped { get; init; }

    /// <summary>Fragments of datagrams whose other parts are not there.</summary>
    public required int Fragments { get; init; }
}
