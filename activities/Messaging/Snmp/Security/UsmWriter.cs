using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Sending;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>Writes version 3 messages (RFC 3412 section 6, RFC 3414 3.1).</summary>
internal static class UsmWriter
{
    private const int UserBasedModel = 3;
    private const byte ReportableFlag = 4;

    /// <summary>What the receiver of our answers may send us at once: the largest UDP payload.</summary>
    private const int MaxMessageSize = 65_507;

    /// <param name="keys">Null only at level noAuthNoPriv.</param>
    public static byte[] Write(UsmEnvelope envelope, UsmKeys? keys, in SnmpPdu pdu)
    {
        var writer = new BerWriter();
        SnmpMessageWriter.WritePdu(writer, pdu);
        return Write(envelope, keys, writer);
    }

    /// <param name="keys">Null only at level noAuthNoPriv.</param>
    /// <param name="pduTag">Tag of the PDU whose content follows.</param>
    public static byte[] Write(UsmEnvelope envelope, UsmKeys? keys, byte pduTag, ReadOnlySpan<byte> pduContent)
    {
        var writer = new BerWriter(pduContent.Length + 256);
        writer.Element(pduTag, pduContent);
        return Write(envelope, keys, writer);
    }

    internal static void WriteGlobal(BerWriter writer, int messageId, byte flags)
    {
        var mark = writer.Length;
        writer.Integer(UserBasedModel);
        writer.Element(BerTag.OctetString, [flags]);
        writer.Integer(MaxMessageSize);
        writer.Integer(messageId);
        writer.Wrap(BerTag.Sequence, mark);
    }

    private static byte[] Write(UsmEnvelope envelope, UsmKeys? keys, BerWriter writer)
    {
        writer.Element(BerTag.OctetString, envelope.ContextName);
        writer.Element(BerTag.OctetString, envelope.ContextEngineId);
        writer.Wrap(BerTag.Sequence, 0);
        Span<byte> salt = stackalloc byte[UsmCipher.SaltSize];
        if (envelope.Level == SnmpSecurityLevel.AuthPriv)
        {
            var cipherText = keys!.Encrypt(writer.Written, envelope.Boots, envelope.Time, salt);
            writer.Reset();
            writer.Element(BerTag.OctetString, cipherText);
        }
        else
        {
            salt = default;
        }

        var parameters = writer.Length;
        writer.Element(BerTag.OctetString, salt);
        var afterMac = writer.Length;
        var macSize = envelope.Level == SnmpSecurityLevel.NoAuthNoPriv ? 0 : keys!.MacSize;
        writer.Element(BerTag.OctetString, stackalloc byte[macSize]);
        writer.Element(BerTag.OctetString, envelope.User);
        writer.Integer(envelope.Time);
        writer.Integer(envelope.Boots);
        writer.Element(BerTag.OctetString, envelope.EngineId);
        writer.Wrap(BerTag.Sequence, parameters);
        writer.Wrap(BerTag.OctetString, parameters);
        WriteGlobal(writer, envelope.MessageId, (byte)((int)envelope.Level | (envelope.IsReportable ? ReportableFlag : 0)));
        writer.Integer((int)SnmpVersion.V3);
        writer.Wrap(BerTag.Sequence, 0);
        if (macSize > 0)
            keys!.Sign(writer.WrittenForUpdate, writer.Length - afterMac - macSize);
        return writer.ToArray();
    }
}
