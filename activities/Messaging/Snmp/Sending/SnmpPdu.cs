namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>A PDU to write (RFC 3416 section 3). Of a GetBulk, error status is non-repeaters and error index is max-repetitions.</summary>
internal readonly struct SnmpPdu
{
    public required byte Tag { get; init; }

    public required int RequestId { get; init; }

    public int ErrorStatus { get; init; }

    public int ErrorIndex { get; init; }

    public required IReadOnlyList<SnmpBinding> Bindings { get; init; }
}
