using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Tests.Messaging.Snmp;

/// <summary>Datagrams for tests.</summary>
internal static class Traps
{
    public const string Vrops = "1.3.6.1.4.1.6876.4.50.1";

    public static byte[] UpTime(uint ticks) => Ber.Bind("1.3.6.1.2.1.1.3.0", Ber.Unsigned(ticks, BerTag.TimeTicks));

    public static byte[] TrapOid(string oid) => Ber.Bind("1.3.6.1.6.3.1.1.4.1.0", Ber.Oid(oid));

    public static byte[] V2Trap(string trapOid, int requestId = 1, params byte[][] binds) =>
        Ber.V2(BerTag.TrapV2, "public", requestId, [UpTime(4711), TrapOid(trapOid), .. binds]);

    public static byte[] Inform(string trapOid, int requestId = 1, params byte[][] binds) =>
        Ber.V2(BerTag.Inform, "public", requestId, [UpTime(4711), TrapOid(trapOid), .. binds]);

    public static byte[] VropsTrap(int number, string alertId, string description = "scale-out:web", string root = Vrops, int requestId = 1) => V2Trap(
        $"{root}.0.{number}",
        requestId,
        Ber.Bind($"{root}.2.2.0", Ber.Text("autoscale web")),
        Ber.Bind($"{root}.2.5.0", Ber.Text("Critical")),
        Ber.Bind($"{root}.2.8.0", Ber.Text(alertId)),
        Ber.Bind($"{root}.2.16.0", Ber.Text("Environment")),
        Ber.Bind($"{root}.2.9.0", Ber.Text("line one\nline two")),
        Ber.Bind($"{root}.2.17.0", Ber.Text("AS scale out web")),
        Ber.Bind($"{root}.2.18.0", Ber.Text(description)),
        Ber.Bind($"{root}.2.20.0", Ber.Text("first rule, second rule")));
}
