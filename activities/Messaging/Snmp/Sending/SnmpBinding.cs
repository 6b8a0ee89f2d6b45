using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>An object and its value. The constructor throws <see cref="FormatException"/> when the identifier is none.</summary>
public sealed class SnmpBinding
{
    private readonly byte[] _oid;

    /// <param name="oid">Dotted, of the instance: a scalar ends in <c>.0</c>.</param>
    /// <param name="value">Null: the value <c>NULL</c>, as in a request for it.</param>
    public SnmpBinding(string oid, SnmpValue? value = null)
    {
        _oid = OidCodec.ParseOrThrow(oid);
        Value = value ?? SnmpValue.Null;
    }

    internal SnmpBinding(byte[] oid, SnmpValue? value = null)
    {
        _oid = oid;
        Value = value ?? SnmpValue.Null;
    }

    public SnmpValue Value { get; }

    internal ReadOnlySpan<byte> Oid => _oid;
}
