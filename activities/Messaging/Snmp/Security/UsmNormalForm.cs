using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>
/// The form in which an accepted version 3 message is kept: the same message decrypted, with digest and salt left out. It can be read when keys and time window are long
/// gone, and holds no material for a replay.
/// </summary>
internal static class UsmNormalForm
{
    public static void Write(BerWriter writer, in UsmHeader header, in SnmpMessage message)
    {
        writer.Reset();
        writer.Element(BerTag.Sequence, message.ScopedPdu);
        var parameters = writer.Length;
        writer.Element(BerTag.OctetString, default);
        writer.Element(BerTag.OctetString, default);
        writer.Element(BerTag.OctetString, header.User);
        writer.Integer(header.Time);
        writer.Integer(header.Boots);
        writer.Element(BerTag.OctetString, header.EngineId);
        writer.Wrap(BerTag.Sequence, parameters);
        writer.Wrap(BerTag.OctetString, parameters);
        UsmWriter.WriteGlobal(writer, header.MessageId, header.Flags);
        writer.Integer((int)SnmpVersion.V3);
        writer.Wrap(BerTag.Sequence, 0);
    }
}
