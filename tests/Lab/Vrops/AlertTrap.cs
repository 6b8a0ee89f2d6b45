using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace Orchestrator.Lab.Vrops;

/// <summary>The SNMP v2c trap of an alert (VMWARE-VROPS-MIB, revision 2018-06-27): twenty text varbinds after sysUpTime and snmpTrapOID.</summary>
internal static class AlertTrap
{
    public const int Active = 46;
    public const int Clear = 47;
    public const int Change = 48;
    public const int Test = 200;

    private const string Enterprise = "1.3.6.1.4.1.6876.4.50.1";
    private const int TrapPdu = 7;
    private const int TimeTicks = 3;

    public static byte[] Encode(TrapOrder order, uint requestId, uint upTime)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteOctetString(Encoding.Latin1.GetBytes(order.Community));
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, TrapPdu, isConstructed: true)))
            {
                writer.WriteInteger(requestId & 0x7FFFFFFF);
                writer.WriteInteger(0);
                writer.WriteInteger(0);
                using (writer.PushSequence())
                {
                    Bind(writer, "1.3.6.1.2.1.1.3.0", w => w.WriteInteger(upTime, new Asn1Tag(TagClass.Application, TimeTicks)));
                    Bind(writer, "1.3.6.1.6.3.1.1.4.1.0", w => w.WriteObjectIdentifier(string.Create(CultureInfo.InvariantCulture, $"{Enterprise}.0.{order.Kind}")));
                    foreach (var (number, text) in Varbinds(order))
                        Bind(writer, string.Create(CultureInfo.InvariantCulture, $"{Enterprise}.2.{number}.0"), w => w.WriteOctetString(Encoding.UTF8.GetBytes(text)));
                }
            }
        }

        return writer.Encode();
    }

    private static void Bind(AsnWriter writer, string oid, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            value(writer);
        }
    }

    /// <summary>Numbers 1 to 20 with their values, in the order of the product: a change has 15 and 16 before 12 to 14.</summary>
    private static IEnumerable<(int Number, string Text)> Varbinds(TrapOrder order)
    {
        var alert = order.Alert;
        var time = (alert.CanceledAt ?? alert.UpdatedAt).UtcDateTime.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
        var level = alert.Level[..1] + alert.Level[1..].ToLowerInvariant();
        string[] texts =
        [
            "vrops-01.lab", alert.ResourceName, "General", time, level, $"{Alerts.StatusOf(alert)} alert of {time}",
            $"https://vrops-01.lab/ui/index.action#/object/all/alertsAndSymptoms/alerts/{alert.Id}", alert.Id.ToString(), alert.Message, "Virtualization/Hypervisor", "Performance",
            level, "Info", "Info", alert.Metric, alert.ResourceKind, alert.DefinitionName, alert.DefinitionDescription, "health", string.Join(",", order.Rules),
        ];
        var numbers = Enumerable.Range(1, texts.Length);
        if (order.Kind == Change)
            numbers = numbers.OrderBy(n => n is 15 or 16 ? 11.5 : n);
        return numbers.Select(n => (n, texts[n - 1]));
    }
}
