using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp;

/// <summary>The identity of a trap as BER bytes; of version 1 by RFC 3584 3.1: standard traps are numbered from 1, others are <c>enterprise.0.specific</c>.</summary>
internal static class TrapIdentity
{
    /// <summary>Bytes that <see cref="Of"/> needs as scratch.</summary>
    public const int ScratchSize = 256;

    private const long EnterpriseSpecific = 6;

    /// <summary>Root of the standard traps, 1.3.6.1.6.3.1.1.5.</summary>
    public static ReadOnlySpan<byte> StandardTraps => [0x2B, 0x06, 0x01, 0x06, 0x03, 0x01, 0x01, 0x05];

    /// <summary>Points into the message or into the scratch; empty when the trap has no identity.</summary>
    public static ReadOnlySpan<byte> Of(in SnmpMessage message, Span<byte> scratch)
    {
        if (message.Version != SnmpVersion.V1)
            return message.TrapOid;
        if (message.GenericTrap is >= 0 and < EnterpriseSpecific)
        {
            StandardTraps.CopyTo(scratch);
            scratch[StandardTraps.Length] = (byte)(message.GenericTrap + 1);
            return scratch[..(StandardTraps.Length + 1)];
        }

        var enterprise = message.Enterprise;
        if (enterprise.Length > ScratchSize - 12)
            return enterprise;
        enterprise.CopyTo(scratch);
        scratch[enterprise.Length] = 0;
        return scratch[..(enterprise.Length + 1 + WriteArc(scratch[(enterprise.Length + 1)..], (ulong)message.SpecificTrap))];
    }

    private static int WriteArc(Span<byte> target, ulong arc)
    {
        var length = 1;
        for (var rest = arc >> 7; rest != 0; rest >>= 7)
            length++;
        for (var at = length - 1; at >= 0; at--, arc >>= 7)
            target[at] = (byte)((arc & 0x7F) | (at == length - 1 ? 0u : 0x80u));
        return length;
    }
}
