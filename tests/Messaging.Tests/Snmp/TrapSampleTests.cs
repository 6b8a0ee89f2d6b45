using System.Diagnostics;
using System.Net;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Sending;

namespace Orchestrator.Tests.Messaging.Snmp;

/// <summary>Traps of vRealize Operations as datagrams, and as command lines of net-snmp.</summary>
public sealed class TrapSampleTests
{
    private const string AlertId = "0f6c2f5e-6a9d-4c0b-9a35-0c3f0c0f1a11";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static byte[] Datagram(string sample) => Convert.FromHexString(string.Concat(Sample.Text(sample).Where(char.IsAsciiHexDigit)));

    [Theory]
    [InlineData("trap-active-v2c.hex", "2c", "active", "Critical")]
    [InlineData("trap-active-v1.hex", "1", "active", "Critical")]
    [InlineData("trap-change-v2c.hex", "2c", "change", "Immediate")]
    [InlineData("trap-clear-v2c.hex", "2c", "clear", "Critical")]
    public void A_datagram_is_read_whole_and_written_again_byte_by_byte(string sample, string version, string kind, string criticality)
    {
        var datagram = Datagram(sample);

        var trap = SnmpTrapReader.Read(new SnmpNameTable(), "t", DateTimeOffset.UnixEpoch, IPAddress.Loopback, datagram)!;
        Assert.Equal(SnmpRefusal.None, SnmpMessage.TryRead(datagram, out var message));
        var notification = new SnmpNotification
        {
            TrapOid = trap.TrapOid,
            Uptime = (uint)trap.Uptime,
            AgentAddress = version == "1" ? IPAddress.Parse(trap.AgentAddress!) : IPAddress.Any,
            Variables = [.. trap.Variables.Select(v => new SnmpBinding(OidCodec.ParseOrThrow(v.Oid), SnmpValue.Text((string)v.Value!)))],
        };
        var written = version == "1" ? SnmpMessageWriter.TrapV1("public", notification) : SnmpMessageWriter.TrapV2c("public", (int)message.RequestId, notification);

        Assert.Equal((version, "public", kind), (trap.Version, trap.Community, trap.Vrops!.Kind));
        Assert.Equal(20, trap.Variables.Count);
        Assert.Equal((AlertId, criticality), (trap.Vrops.AlertId, trap.Vrops.Criticality));
        Assert.Equal(("shop-autoscale-group", "Environment", "General"), (trap.Vrops.ResourceName, trap.Vrops.ResourceKind, trap.Vrops.EntityType));
        Assert.Equal(("pscoe-autoscale-out rule-42", "vrops-01.example.test", "Health"), (trap.Vrops.DefinitionName, trap.Vrops.Server, trap.Vrops.Impact));
        Assert.Equal("Average CPU usage plus ready of the autoscale group is above the scale-out threshold", trap.Vrops.DefinitionDescription);
        Assert.Equal(("Virtualization/Hypervisor", "Performance", "Super Metric|Autoscale avg CPU usage + ready"), (trap.Vrops.Type, trap.Vrops.Subtype, trap.Vrops.MetricName));
        Assert.Equal(["pscoe-autoscale-to-orchestrator"], trap.Vrops.NotificationRules);
        Assert.EndsWith($"/alerts/{AlertId}", trap.Vrops.Url, StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexString(datagram), Convert.ToHexString(written));
    }

    [Fact]
    public async Task The_command_lines_of_net_snmp_are_received_in_all_versions()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, options => options.Users.Add(new SnmpUserOptions
        {
            Name = "vropsuser",
            Auth = Orchestrator.Activities.Messaging.Snmp.Security.SnmpAuthProtocol.Sha256,
            AuthPassword = "authpass123",
            Priv = Orchestrator.Activities.Messaging.Snmp.Security.SnmpPrivProtocol.Aes256,
            PrivPassword = "privpass123",
        }));
        var target = TrapHost.EndPoint(host).ToString();
        var script = Path.Combine(AppContext.BaseDirectory, "Samples", "vrops_traps.sh");
        var lines = Sample.Text("trap-cmdlines.txt").Replace("127.0.0.1:4000", target, StringComparison.Ordinal).Replace("./vrops_traps.sh", $"sh {script}", StringComparison.Ordinal);

        await RunAsync(lines);
        foreach (var version in (string[])["2c", "1", "3"])
        {
            foreach (var kind in (string[])["active", "change", "clear", "test"])
                await RunAsync($"sh {script} {kind} {target} {version} vm-{kind} {AlertId[..^4]}{kind[..3]}{version[0]}");
        }

        var traps = await TrapHost.SettledAsync(host, 1 + 3 + 12);

        Assert.Equal(16, traps.Count);
        var read = traps.Select(trap => SnmpTrapReader.Read(new SnmpNameTable(), trap.Id, trap.ReceivedAt, IPAddress.Loopback, trap.Datagram)!).ToList();
        var first = read.Single(trap => trap.Vrops!.AlertId == "c0ffee00-2222-4333-8444-555566667777").Vrops!;
        Assert.Equal(("active", "autoscale shop", "scale-out:shop", "symptomSet …"), (first.Kind, first.ResourceName, first.DefinitionDescription, first.Message));
        Assert.All((string[])["active", "change", "clear", "test"], kind => Assert.Equal(
            ["1", "2c", "3"], read.Where(trap => trap.Vrops!.Kind == kind && trap.Vrops.ResourceName == $"vm-{kind}").Select(trap => trap.Version).Order(StringComparer.Ordinal)));
    }

    private static async Task RunAsync(string script)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-snmp-");
        try
        {
            var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
            (start.Environment["MIBS"], start.Environment["SNMP_PERSISTENT_DIR"], start.Environment["SNMPCONFPATH"]) = ("", folder.FullName, folder.FullName);
            using var process = NetSnmp.Start(start);
            await process.StandardInput.WriteAsync($"set -e\n{script}".AsMemory(), Cancel);
            process.StandardInput.Close();
            var said = await process.StandardError.ReadToEndAsync(Cancel);
            await process.WaitForExitAsync(Cancel);
            Assert.True(process.ExitCode == 0, said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
