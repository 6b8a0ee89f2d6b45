namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>A variable binding as it stands in the datagram.</summary>
internal readonly ref struct VarBind(ReadOnlySpan<byte> oid, byte tag, ReadOnlySpan<byte> value)
{
    /// <summary>BER bytes of the object identifier.</summary>
    public readonly ReadOnlySpan<byte> Oid = oid;

    public readonly byte Tag = tag;

    public readonly ReadOnlySpan<byte> Value = value;
}
