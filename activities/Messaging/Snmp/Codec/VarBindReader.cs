namespace Orchestrator.Activities.Messaging.Snmp.Codec;

/// <summary>Enumerates variable bindings (RFC 3416 <c>VarBindList</c>) in order.</summary>
internal ref struct VarBindReader(ReadOnlySpan<byte> list)
{
    private BerReader list = new(list);

    public VarBind Current { get; private set; }

    /// <summary>True when bytes remained that are no variable binding.</summary>
    public bool IsMalformed { get; private set; }

    public bool MoveNext()
    {
        if (list.IsEmpty)
            return false;
        if (list.TryRead(BerTag.Sequence, out var content))
        {
            var pair = new BerReader(content);
            if (pair.TryRead(BerTag.ObjectId, out var oid) && pair.TryRead(out var tag, out var value) && pair.IsEmpty
                && OidCodec.IsValid(oid) && (tag != BerTag.ObjectId || OidCodec.IsValid(value)))
            {
                Current = new VarBind(oid, tag, value);
                return true;
            }
        }

        IsMalformed = true;
        return false;
    }

    public readonly VarBindReader GetEnumerator() => this;
}
