using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Names;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Storing;
using Orchestrator.Runtime;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class SnmpTrapListenerTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_alert_starts_its_workflow_and_everything_else_is_kept(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = await TrapHost.StartAsync(database);
        using var tools = new NetSnmp();

        await tools.SendAlertAsync(TrapHost.EndPoint(host), "snmptrap", 46, "a-1");
        await tools.SendAlertAsync(TrapHost.EndPoint(host), "snmptrap", 47, "a-1");
        await tools.RunAsync("snmptrap", "-v1", "-cpublic", TrapHost.EndPoint(host).ToString(), "1.3.6.1.4.1.8072.3.2.10", "192.0.2.9", "3", "0", "55");
        var traps = await TrapHost.SettledAsync(host, 3);

        var instance = Assert.Single(await host.InstancesAsync("on-alert"));
        Assert.Equal([TrapOutcome.Unknown, TrapOutcome.Ignored, TrapOutcome.Started], traps.Select(trap => trap.Outcome));
        Assert.Equal([instance.Id], traps[2].InstanceIds);
        Assert.Equal("1.3.6.1.6.3.1.1.5.4", traps[0].ToTrap(new SnmpNameTable())!.TrapOid);
        Assert.Equal("192.0.2.9", traps[0].ToTrap(new SnmpNameTable())!.AgentAddress);
        await Wait.ForAsync(
            async () => (await host.Store.ListJournalAsync(instance.Id, 0, 100, CancellationToken.None)).Items.FirstOrDefault(entry => entry.Message == "a-1 autoscale web"),
            "the line that the workflow writes");
    }

    [Fact]
    public async Task An_inform_is_answered_when_its_instance_is_committed()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database);
        using var tools = new NetSnmp();

        // The tool ends with an error when no answer comes.
        await tools.SendAlertAsync(TrapHost.EndPoint(host), "snmpinform", 46, "a-2");

        Assert.Single(await host.InstancesAsync("on-alert"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_repeated_inform_starts_one_instance_and_is_answered_each_time(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = await TrapHost.StartAsync(database);
        var inform = Traps.Inform(Traps.Vrops + ".0.46", 77, Ber.Bind(Traps.Vrops + ".2.18.0", Ber.Text("scale-out:web")));
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        for (var time = 0; time < 3; time++)
        {
            await client.SendAsync(inform, TrapHost.EndPoint(host), timeout.Token);
            var answer = await client.ReceiveAsync(timeout.Token);
            Assert.Equal(InformResponse.For(inform), answer.Buffer);
        }

        Assert.Single(await host.InstancesAsync("on-alert"));
        var traps = await TrapHost.SettledAsync(host, 3);
        Assert.Equal([TrapOutcome.Duplicate, TrapOutcome.Duplicate, TrapOutcome.Started], traps.Select(trap => trap.Outcome));
    }

    [Fact]
    public async Task An_inform_that_is_repeated_to_another_node_starts_nothing_there_and_is_answered()
    {
        await using var database = await TestDatabase.CreateAsync("postgres");
        await using var one = await TrapHost.StartAsync(database, node: "one");
        await using var other = await TrapHost.StartAsync(database, node: "other");
        var inform = Traps.Inform(Traps.Vrops + ".0.46", 78, Ber.Bind(Traps.Vrops + ".2.18.0", Ber.Text("scale-out:web")));
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        foreach (var node in (MessagingHost[])[one, other, one])
        {
            await client.SendAsync(inform, TrapHost.EndPoint(node), timeout.Token);
            Assert.Equal(InformResponse.For(inform), (await client.ReceiveAsync(timeout.Token)).Buffer);
        }

        Assert.Single(await one.InstancesAsync("on-alert"));
        var traps = await TrapHost.SettledAsync(one, 3);
        Assert.Equal([TrapOutcome.Duplicate, TrapOutcome.Duplicate, TrapOutcome.Started], traps.Select(trap => trap.Outcome));
        Assert.All(traps.Take(2), trap => Assert.Contains(traps[2].Id, trap.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_repetition_is_recognized_after_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var trap = Traps.VropsTrap(46, "a-9");
        await using (var first = await TrapHost.StartAsync(database))
        {
            await client.SendAsync(trap, TrapHost.EndPoint(first));
            await TrapHost.SettledAsync(first, 1);
        }

        // The alert is quiet at once, so that nothing but the repetition keeps the trap from its workflow.
        await using var host = await TrapHost.StartAsync(database, options => options.QuietTime = TimeSpan.Zero);
        await client.SendAsync(trap, TrapHost.EndPoint(host));
        var traps = await TrapHost.SettledAsync(host, 2);

        Assert.Equal([TrapOutcome.Duplicate, TrapOutcome.Started], traps.Select(stored => stored.Outcome));
        Assert.Single(await host.InstancesAsync("on-alert"));
    }

    [Fact]
    public async Task What_is_no_acceptable_trap_is_counted_and_does_no_harm()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, options => options.Communities.Add("s3cret"));
        using var tools = new NetSnmp();
        var statistics = host.Get<SnmpStatistics>();

        TrapHost.Send(TrapHost.EndPoint(host), "hello"u8.ToArray(), [], Traps.V2Trap("1.3.6.1.6.3.1.1.5.1"), Traps.V2Trap("1.3.6.1.6.3.1.1.5.1")[..20]);
        await tools.RunAsync(
            "snmptrap", "-v3", "-e0x80001ADC0476726F7073", "-uops", "-lnoAuthNoPriv", TrapHost.EndPoint(host).ToString(), "", "1.3.6.1.6.3.1.1.5.1");
        await Wait.UntilAsync(() => statistics.Received >= 5, "five datagrams");
        TrapHost.Send(TrapHost.EndPoint(host), Ber.V2(BerTag.TrapV2, "s3cret", 9, Traps.TrapOid("1.3.6.1.6.3.1.1.5.1")));
        var traps = await TrapHost.SettledAsync(host, 1);

        Assert.Single(traps);
        Assert.Equal(2, statistics.Dropped(SnmpRefusal.NotSnmp));
        Assert.Equal(1, statistics.Dropped(SnmpRefusal.WrongCommunity));
        Assert.Equal(1, statistics.Dropped(SnmpRefusal.Truncated));
        Assert.Equal(1, statistics.Dropped(SnmpRefusal.V3NotConfigured));
    }

    [Fact]
    public async Task Traps_stored_but_not_dispatched_are_dispatched_after_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using (var first = await MessagingHost.StartAsync(database.Configure, services => services.AddSingleton(new DataFolder(database.Folder)).AddSnmpTraps()))
        {
            var datagram = Traps.VropsTrap(46, "a-3");
            var source = new IPEndPoint(IPAddress.Loopback, 4000);
            await first.Get<TrapStore>().AddAsync(
                [new StoredTrap { Id = "t1", ReceivedAt = DateTimeOffset.UnixEpoch, Source = source, Digest = TrapDigest.Of(source.Address, datagram), Datagram = datagram }],
                [],
                CancellationToken.None);
        }

        await using var host = await TrapHost.StartAsync(database);
        var trap = Assert.Single(await TrapHost.SettledAsync(host, 1));

        Assert.Equal(TrapOutcome.Started, trap.Outcome);
        Assert.Single(await host.InstancesAsync("on-alert"));
    }

    [Fact]
    public async Task Only_the_newest_traps_are_kept()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, options => options.KeepLast = 10);

        for (var number = 0; number < 40; number++)
            TrapHost.Send(TrapHost.EndPoint(host), Traps.V2Trap("1.3.6.1.6.3.1.1.5.1", number));
        await Wait.UntilAsync(() => host.Get<SnmpStatistics>().Decoded == 40, "40 traps");

        var kept = await Wait.ForAsync(
            async () => await host.Get<TrapStore>().ListAsync(null, 0, 100, CancellationToken.None) is { TotalCount: 10 } page
                && SnmpMessage.TryRead(page.Items[0].Datagram, out var newest) == SnmpRefusal.None && newest.RequestId == 39 ? page : null,
            "the newest ten traps");
        Assert.Equal(10, kept.Items.Count);
    }

    [Fact]
    public async Task Traps_come_over_ipv6_and_the_largest_datagram_is_read()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, listen: "[::]:0");
        var port = TrapHost.EndPoint(host).Port;
        var large = Traps.V2Trap("1.3.6.1.4.1.9.0.1", 1, Ber.Bind("1.3.6.1.4.1.9.2", Ber.Text(new string('x', 65_000))));

        TrapHost.Send(new IPEndPoint(IPAddress.IPv6Loopback, port), large);
        TrapHost.Send(new IPEndPoint(IPAddress.Loopback, port), Traps.V2Trap("1.3.6.1.6.3.1.1.5.1"));
        var traps = await TrapHost.SettledAsync(host, 2);

        Assert.Contains(traps, trap => trap.Source.Address.Equals(IPAddress.IPv6Loopback) && trap.Datagram.Length == large.Length);
        Assert.Contains(traps, trap => trap.Source.Address.Equals(IPAddress.Loopback));
    }

    [Fact]
    public async Task An_address_in_use_stops_the_start_with_a_sentence()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database);
        await using var other = await TestDatabase.CreateAsync("sqlite");

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => TrapHost.StartAsync(other, listen: TrapHost.EndPoint(host).ToString()));

        Assert.Contains($"Cannot listen for SNMP traps on UDP {TrapHost.EndPoint(host)}", fault.Message, StringComparison.Ordinal);
        Assert.True((await host.Services.GetServices<IReadinessPart>().Single(part => part.Name == "snmp").CheckAsync(CancellationToken.None)).IsReady);
    }
}
