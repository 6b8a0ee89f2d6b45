using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Activities.Messaging.Snmp.Sending;

namespace Orchestrator.Tests.Messaging.Snmp;

/// <summary>Against net-snmp's own receiver and agent.</summary>
public sealed class SnmpSenderTests
{
    private const string Engine = "80001f8880deadbeef01";

    private static readonly SnmpSource Source = new(Convert.FromHexString(Engine), 7, 4711);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static SnmpNotification Notification(string marker) => new()
    {
        TrapOid = "1.3.6.1.4.1.6876.4.50.1.0.46",
        Uptime = 4711,
        Variables =
        [
            new SnmpBinding("1.3.6.1.4.1.6876.4.50.1.2.17.0", SnmpValue.Text(marker)),
            new SnmpBinding("1.3.6.1.4.1.9999.1.0", SnmpValue.Integer(int.MinValue)),
            new SnmpBinding("1.3.6.1.4.1.9999.2.0", SnmpValue.Counter64(ulong.MaxValue)),
            new SnmpBinding("1.3.6.1.4.1.9999.3.0", SnmpValue.Gauge32(3_000_000_000)),
            new SnmpBinding("1.3.6.1.4.1.9999.4.0", SnmpValue.Address(IPAddress.Parse("192.0.2.1"))),
            new SnmpBinding("1.3.6.1.4.1.9999.5.0", SnmpValue.ObjectId("2.999.4294967295")),
            new SnmpBinding("1.3.6.1.4.1.9999.6.0", SnmpValue.TimeTicks(4_294_967_295)),
            new SnmpBinding("1.3.6.1.4.1.9999.7.0", SnmpValue.Float(1.5f)),
            new SnmpBinding("1.3.6.1.4.1.9999.8.0", SnmpValue.Octets([0, 1, 255])),
        ],
    };

    private static void AssertAllValues(string line)
    {
        Assert.Contains("INTEGER: -2147483648", line, StringComparison.Ordinal);
        Assert.Contains("Counter64: 18446744073709551615", line, StringComparison.Ordinal);
        Assert.Contains("Gauge32: 3000000000", line, StringComparison.Ordinal);
        Assert.Contains("IpAddress: 192.0.2.1", line, StringComparison.Ordinal);
        Assert.Contains("OID: .2.999.4294967295", line, StringComparison.Ordinal);
        Assert.Contains("Timeticks: (4294967295)", line, StringComparison.Ordinal);
        Assert.Contains("Opaque: Float: 1.5", line, StringComparison.Ordinal);
        Assert.Contains("Hex-STRING: 00 01 FF", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_product_s_receiver_reads_traps_and_answers_informs_of_every_version()
    {
        using var tools = new NetSnmp();
        using var daemon = await tools.StartTrapDaemonAsync(
            $"""
            authCommunity log public
            createUser -e 0x{Engine} trapper SHA-256 authpass123 AES privpass123
            createUser informer SHA-512 authpass123 AES privpass123
            authUser log trapper
            authUser log informer
            """,
            Cancel);
        var sender = new SnmpSender(TimeProvider.System);
        var target = new SnmpTarget { EndPoint = daemon.EndPoint, Timeout = TimeSpan.FromSeconds(10) };
        var trapper = UsmUser.Create("trapper", SnmpAuthProtocol.Sha256, "authpass123", SnmpPrivProtocol.Aes128, "privpass123");
        var informer = UsmUser.Create("informer", SnmpAuthProtocol.Sha512, "authpass123", SnmpPrivProtocol.Aes128, "privpass123");

        await sender.TrapAsync(target with { Version = SnmpVersion.V1 }, Notification("one") with { Variables = [new SnmpBinding("1.3.6.1.4.1.9999.9.0", SnmpValue.Text("one"))] }, null, 1, Cancel);
        var v1 = await daemon.LineAsync(line => line.Contains("\"one\"", StringComparison.Ordinal), "the v1 trap", Cancel);
        await sender.TrapAsync(target, Notification("two"), null, 2, Cancel);
        var v2 = await daemon.LineAsync(line => line.Contains("\"two\"", StringComparison.Ordinal), "the v2c trap", Cancel);
        var inform = await sender.InformAsync(target, Notification("three"), 3, Cancel);
        await sender.TrapAsync(target with { Version = SnmpVersion.V3, User = trapper }, Notification("four"), Source, 4, Cancel);
        var v3 = await daemon.LineAsync(line => line.Contains("\"four\"", StringComparison.Ordinal), "the v3 trap", Cancel);
        var v3Inform = await sender.InformAsync(target with { Version = SnmpVersion.V3, User = informer }, Notification("five"), 5, Cancel);

        Assert.Contains(".1.3.6.1.4.1.6876.4.50.1..46|", v1, StringComparison.Ordinal);
        AssertAllValues(v2);
        AssertAllValues(v3);
        Assert.Equal(0, inform.ErrorStatus);
        Assert.Equal(0, v3Inform.ErrorStatus);
        Assert.Equal(11, v3Inform.Variables.Count);
    }

    [Fact]
    public async Task An_agent_is_read_walked_and_written()
    {
        using var tools = new NetSnmp();
        using var agent = await tools.StartAgentAsync(
            """
            rwcommunity private 127.0.0.1
            createUser writer SHA-224 authpass123 DES privpass123
            rwuser writer priv
            """,
            Cancel);
        var sender = new SnmpSender(TimeProvider.System);
        var v2 = new SnmpTarget { EndPoint = agent.EndPoint, Community = "private", Timeout = TimeSpan.FromSeconds(10) };
        var v3 = v2 with { Version = SnmpVersion.V3, User = UsmUser.Create("writer", SnmpAuthProtocol.Sha224, "authpass123", SnmpPrivProtocol.Des, "privpass123") };

        foreach (var target in new[] { v2, v3 })
        {
            var written = await sender.SetAsync(target, [new SnmpBinding("1.3.6.1.2.1.1.5.0", SnmpValue.Text($"host-{target.Version}"))], Cancel);
            var read = await sender.GetAsync(target, ["1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.1.99.0"], Cancel);
            var bulk = await sender.GetBulkAsync(target, ["1.3.6.1.2.1.1"], 5, Cancel);
            var refused = await sender.SetAsync(target, [new SnmpBinding("1.3.6.1.2.1.1.3.0", SnmpValue.TimeTicks(1))], Cancel);

            Assert.Equal(0, written.ErrorStatus);
            Assert.Equal($"host-{target.Version}", read.Variables[0].Value);
            Assert.Equal("sysName", read.Variables[0].Name);
            Assert.Equal("NoSuchObject", read.Variables[1].Type);
            Assert.Equal(5, bulk.Variables.Count);
            Assert.Equal("notWritable", SnmpErrorStatus.NameOf(refused.ErrorStatus));
            Assert.Equal(1, refused.ErrorIndex);
        }
    }

    [Fact]
    public async Task A_peer_that_refuses_or_is_silent_is_named_with_the_reason()
    {
        using var tools = new NetSnmp();
        using var agent = await tools.StartAgentAsync("createUser reader SHA authpass123 AES privpass123\nrouser reader priv\n", Cancel);
        var sender = new SnmpSender(TimeProvider.System);
        var target = new SnmpTarget { EndPoint = agent.EndPoint, Version = SnmpVersion.V3, Timeout = TimeSpan.FromSeconds(10) };
        var stranger = UsmUser.Create("stranger");
        var forger = UsmUser.Create("reader", SnmpAuthProtocol.Sha1, "another password", SnmpPrivProtocol.Aes128, "privpass123");
        var silent = new SnmpTarget { EndPoint = agent.EndPoint, Community = "wrong", Timeout = TimeSpan.FromMilliseconds(50), Retries = 1 };

        var unknown = await Assert.ThrowsAsync<SnmpException>(() => sender.GetAsync(target with { User = stranger }, ["1.3.6.1.2.1.1.3.0"], Cancel));
        var wrong = await Assert.ThrowsAsync<SnmpException>(() => sender.GetAsync(target with { User = forger }, ["1.3.6.1.2.1.1.3.0"], Cancel));
        var none = await Assert.ThrowsAsync<SnmpException>(() => sender.GetAsync(silent, ["1.3.6.1.2.1.1.3.0"], Cancel));

        Assert.Contains("does not know the user 'stranger'", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("wrong authentication password", wrong.Message, StringComparison.Ordinal);
        Assert.False(wrong.IsTransient);
        Assert.Equal("snmp.timeout", none.Code);
        Assert.True(none.IsTransient);
        Assert.Contains("2 attempts of 0.05 s", none.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Integer", "4294967296", "a whole number of 32 bits")]
    [InlineData("IpAddress", "::1", "an IPv4 address")]
    [InlineData("u", "-1", "from 0 to 4294967295")]
    [InlineData("x", "0g", "hexadecimal")]
    [InlineData("o", "1.2.x", "object identifier")]
    [InlineData("Blob", "1", "no type of a value")]
    public void A_wrong_value_says_what_would_be_right(string type, string text, string hint) =>
        Assert.Contains(hint, Assert.Throws<FormatException>(() => SnmpValue.Parse(type, text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1.3.6.1.6.3.1.1.5.4", 3, 0)]
    [InlineData("1.3.6.1.4.1.6876.4.50.1.0.46", 6, 46)]
    [InlineData("1.3.6.1.4.1.9.5", 6, 5)]
    public void A_notification_of_version_1_follows_RFC_3584(string oid, int generic, int specific)
    {
        var datagram = SnmpMessageWriter.TrapV1("public", new SnmpNotification { TrapOid = oid });

        Assert.Equal(SnmpRefusal.None, SnmpMessage.TryRead(datagram, out var message));
        Assert.Equal((generic, specific), ((int)message.GenericTrap, (int)message.SpecificTrap));
    }
}
