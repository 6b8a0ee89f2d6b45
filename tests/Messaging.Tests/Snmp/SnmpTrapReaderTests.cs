using System.Net;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Names;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class SnmpTrapReaderTests
{
    private static SnmpTrap Read(byte[] datagram) => SnmpTrapReader.Read(new SnmpNameTable(), "t1", DateTimeOffset.UnixEpoch, IPAddress.Loopback, datagram)!;

    [Theory]
    [InlineData("1.3.6.1.4.1.6876.4.50.1")]
    [InlineData("1.3.6.1.4.1.6876.4.5.1")]
    public void An_alert_of_either_mib_is_understood(string root)
    {
        var trap = Read(Traps.VropsTrap(46, "c0ffee", root: root));

        var alert = Assert.IsType<VropsAlert>(trap.Vrops);
        Assert.Equal("vmwTrapProblemActive", trap.Name);
        Assert.Equal($"{root}.0.46", trap.TrapOid);
        Assert.Equal("active", alert.Kind);
        Assert.Equal("c0ffee", alert.AlertId);
        Assert.Equal("autoscale web", alert.ResourceName);
        Assert.Equal("Environment", alert.ResourceKind);
        Assert.Equal("Critical", alert.Criticality);
        Assert.Equal("AS scale out web", alert.DefinitionName);
        Assert.Equal("scale-out:web", alert.DefinitionDescription);
        Assert.Equal("line one\nline two", alert.Message);
        Assert.Equal(["first rule", "second rule"], alert.NotificationRules);
        Assert.Null(alert.Url);
        Assert.Equal(8, trap.Variables.Count);
    }

    [Theory]
    [InlineData(46, "active")]
    [InlineData(47, "clear")]
    [InlineData(48, "change")]
    [InlineData(200, "test")]
    [InlineData(1, "active")]
    [InlineData(21, "change")]
    [InlineData(62, "change")]
    [InlineData(102, "clear")]
    [InlineData(104, "clear")]
    public void Every_notification_has_its_kind(int number, string kind) => Assert.Equal(kind, VropsMib.Notification($"{VropsMib.OldRoot}.0.{number}")?.Kind);

    [Theory]
    [InlineData("1.3.6.1.4.1.6876.4.50.1.0.49")]
    [InlineData("1.3.6.1.4.1.6876.4.50.1.0.9")]
    [InlineData("1.3.6.1.4.1.6876.4.50.10.0.46")]
    [InlineData("1.3.6.1.4.1.6876.4.50.1")]
    [InlineData("1.3.6.1.4.1.6876.4.50.1.2.8.0")]
    public void Other_notifications_are_no_alert(string oid) => Assert.Null(VropsMib.Notification(oid));

    [Fact]
    public void A_v1_alert_is_the_same_alert()
    {
        var trap = Read(Ber.V1(Traps.Vrops, 6, 47, 99, Ber.Bind($"{Traps.Vrops}.2.8.0", Ber.Text("c0ffee"))));

        Assert.Equal("1", trap.Version);
        Assert.Equal($"{Traps.Vrops}.0.47", trap.TrapOid);
        Assert.Equal("clear", trap.Vrops?.Kind);
        Assert.Equal("c0ffee", trap.Vrops?.AlertId);
        Assert.Equal(99, trap.Uptime);
        Assert.Equal("192.0.2.7", trap.AgentAddress);
    }

    [Theory]
    [InlineData(0, "1.3.6.1.6.3.1.1.5.1", "coldStart")]
    [InlineData(3, "1.3.6.1.6.3.1.1.5.4", "linkUp")]
    [InlineData(5, "1.3.6.1.6.3.1.1.5.6", "egpNeighborLoss")]
    public void A_generic_v1_trap_has_its_standard_name(int generic, string oid, string name)
    {
        var trap = Read(Ber.V1("1.3.6.1.4.1.8072.3.2.10", generic, 17, 1));

        Assert.Equal(oid, trap.TrapOid);
        Assert.Equal(name, trap.Name);
    }

    [Fact]
    public void A_v2c_trap_without_an_identity_is_still_a_trap()
    {
        var trap = Read(Ber.V2(BerTag.TrapV2, "public", 1, Ber.Bind("1.3.6.1.6.3.18.1.3.0", Ber.Tlv(BerTag.IpAddress, [198, 51, 100, 4]))));

        Assert.Equal("", trap.TrapOid);
        Assert.Null(trap.Name);
        Assert.Equal("198.51.100.4", trap.AgentAddress);
    }

    [Fact]
    public void A_workflow_gets_plain_values_and_never_the_community()
    {
        var values = TrapValues.Of(Read(Traps.VropsTrap(46, "c0ffee")));

        Assert.DoesNotContain("public", System.Text.Json.JsonSerializer.Serialize(values, Workflows.PlainJson.Options), StringComparison.Ordinal);
        var variables = Assert.IsType<Dictionary<string, object?>>(values["variables"]);
        var byName = Assert.IsType<Dictionary<string, object?>>(variables["byName"]);
        Assert.Equal("c0ffee", byName["AlertID"]);
        Assert.Equal("AS scale out web", byName["DefinitionName"]);
        var first = Assert.IsType<Dictionary<string, object?>>(Assert.IsType<List<object?>>(variables["list"])[0]);
        Assert.Equal(["oid", "name", "type", "value"], first.Keys);
        Assert.Equal("scale-out:web", Assert.IsType<Dictionary<string, object?>>(values["vrops"])["definitionDescription"]);
    }
}
