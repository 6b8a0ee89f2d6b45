using System.Text;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>Writes messages of SNMP versions 1 (RFC 1157) and 2c (RFC 1901, RFC 3416). Version 3 needs keys: see <see cref="SnmpSender"/>.</summary>
public static class SnmpMessageWriter
{
    private const string StandardTraps = "1.3.6.1.6.3.1.1.5.";
    private const int EnterpriseSpecific = 6;

    /// <summary>
    /// A version 1 trap. The notification's OID is mapped by RFC 3584 3.2: a standard trap becomes its generic number, any other <c>enterprise.0.specific</c>
    /// (or <c>enterprise.specific</c>).
    /// </summary>
    public static byte[] TrapV1(string community, SnmpNotification notification)
    {
        ArgumentNullException.ThrowIfNull(community);
        ArgumentNullException.ThrowIfNull(notification);
        var (enterprise, generic, specific) = MapToV1(notification.TrapOid);
        var writer = new BerWriter();
        WriteBindings(writer, notification.Variables);
        writer.Unsigned(BerTag.TimeTicks, notification.Uptime);
        writer.Integer(specific);
        writer.Integer(generic);
        writer.Element(BerTag.IpAddress, SnmpValue.Address(notification.AgentAddress).Content);
        writer.Element(BerTag.ObjectId, OidCodec.ParseOrThrow(enterprise));
        writer.Wrap(BerTag.TrapV1, 0);
        return Finish(writer, SnmpVersion.V1, community);
    }

    /// <summary>A version 2c trap.</summary>
    public static byte[] TrapV2c(string community, int requestId, SnmpNotification notification) => WriteV2c(BerTag.TrapV2, community, requestId, notification);

    /// <summary>A version 2c inform: the receiver answers with the same request id.</summary>
    public static byte[] InformV2c(string community, int requestId, SnmpNotification notification) => WriteV2c(BerTag.Inform, community, requestId, notification);

    /// <summary>Bindings of a notification of versions 2c and 3: <c>sysUpTime.0</c>, <c>snmpTrapOID.0</c>, then its own.</summary>
    internal static SnmpBinding[] BindingsOf(SnmpNotification notification) =>
    [
        new SnmpBinding(SnmpMessage.SysUpTime.ToArray(), SnmpValue.TimeTicks(notification.Uptime)),
        new SnmpBinding(SnmpMessage.SnmpTrapOid.ToArray(), SnmpValue.ObjectId(notification.TrapOid)),
        .. notification.Variables,
    ];

    internal static byte[] Write(SnmpVersion version, string community, in SnmpPdu pdu)
    {
        var writer = new BerWriter();
        WritePdu(writer, pdu);
        return Finish(writer, version, community);
    }

    internal static void WritePdu(BerWriter writer, in SnmpPdu pdu)
    {
        var mark = writer.Length;
        WriteBindings(writer, pdu.Bindings);
        writer.Integer(pdu.ErrorIndex);
        writer.Integer(pdu.ErrorStatus);
        writer.Integer(pdu.RequestId);
        writer.Wrap(pdu.Tag, mark);
    }

    private static byte[] WriteV2c(byte tag, string community, int requestId, SnmpNotification notification)
    {
        ArgumentNullException.ThrowIfNull(community);
        ArgumentNullException.ThrowIfNull(notification);
        return Write(SnmpVersion.V2c, community, new SnmpPdu { Tag = tag, RequestId = requestId, Bindings = BindingsOf(notification) });
    }

    private static byte[] Finish(BerWriter writer, SnmpVersion version, string community)
    {
        writer.Element(BerTag.OctetString, Encoding.UTF8.GetBytes(community));
        writer.Integer((int)version);
        writer.Wrap(BerTag.Sequence, 0);
        return writer.ToArray();
    }

    private static void WriteBindings(BerWriter writer, IReadOnlyList<SnmpBinding> bindings)
    {
        var list = writer.Length;
        for (var i = bindings.Count - 1; i >= 0; i--)
        {
            var mark = writer.Length;
            writer.Element(bindings[i].Value.Tag, bindings[i].Value.Content);
            writer.Element(BerTag.ObjectId, bindings[i].Oid);
            writer.Wrap(BerTag.Sequence, mark);
        }

        writer.Wrap(BerTag.Sequence, list);
    }

    private static (string Enterprise, int Generic, long Specific) MapToV1(string trapOid)
    {
        var oid = OidCodec.Format(OidCodec.ParseOrThrow(trapOid));
        if (oid.StartsWith(StandardTraps, StringComparison.Ordinal) && oid.Length == StandardTraps.Length + 1 && oid[^1] is >= '1' and <= '6')
            return (StandardTraps[..^1], oid[^1] - '1', 0);
        var dot = oid.LastIndexOf('.');
        var specific = uint.Parse(oid.AsSpan(dot + 1), System.Globalization.CultureInfo.InvariantCulture);
        var enterprise = oid[..dot];
        if (enterprise.EndsWith(".0", StringComparison.Ordinal) && enterprise.IndexOf('.', StringComparison.Ordinal) != enterprise.Length - 2)
            enterprise = enterprise[..^2];
        if (!enterprise.Contains('.', StringComparison.Ordinal))
            throw new FormatException($"'{trapOid}' is too short for a version 1 trap: it needs an enterprise and a number.");
        return (enterprise, EnterpriseSpecific, specific);
    }
}
