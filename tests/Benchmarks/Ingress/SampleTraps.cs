using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Activities.Messaging.Snmp.Sending;

namespace Orchestrator.Benchmarks.Ingress;

/// <summary>Traps to measure with: six variables, as an alert of vROps has its main ones.</summary>
internal static class SampleTraps
{
    public const string Vrops = "1.3.6.1.4.1.6876.4.50.1";

    public static readonly UsmUser User = UsmUser.Create("bench", SnmpAuthProtocol.Sha1, "authpass123", SnmpPrivProtocol.Aes128, "privpass123");

    private static readonly SnmpTarget V3 = new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 162), Version = SnmpVersion.V3, User = User };

    public static readonly byte[] EngineId = Convert.FromHexString("80001f8880deadbeef01");

    public static byte[] V2(int number, int kind = 46, string? alertId = null) => SnmpMessageWriter.TrapV2c("public", number, Notification(number, kind, alertId));

    public static byte[] V1(int number) => SnmpMessageWriter.TrapV1("public", Notification(number, 46, null));

    public static byte[] Encrypted(int number) => SnmpSender.WriteTrap(V3, Notification(number, 46, null), new SnmpSource(EngineId, 1, 100 + number / 1000), number);

    private static SnmpNotification Notification(int number, int kind, string? alertId) => new()
    {
        TrapOid = $"{Vrops}.0.{kind}",
        Uptime = (uint)number,
        Variables =
        [
            new SnmpBinding(Vrops + ".2.2.0", SnmpValue.Text("shop")), new SnmpBinding(Vrops + ".2.5.0", SnmpValue.Text("Critical")),
            new SnmpBinding(Vrops + ".2.8.0", SnmpValue.Text(alertId ?? $"alert-{number:x8}")), new SnmpBinding(Vrops + ".2.18.0", SnmpValue.Text("scale-out:shop")),
        ],
    };
}
