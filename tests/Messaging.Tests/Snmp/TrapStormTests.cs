using System.Net.Sockets;
using Orchestrator.Activities.Messaging.Snmp;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Rules;
using Orchestrator.Activities.Messaging.Snmp.Spooling;
using Orchestrator.Activities.Messaging.Snmp.Storing;

namespace Orchestrator.Tests.Messaging.Snmp;

/// <summary>The front door over a real database.</summary>
public sealed class TrapStormTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Sends so that no buffer on the way overflows: after each part it waits until all was taken.</summary>
    private static async Task SendAsync(MessagingHost host, IEnumerable<byte[]> datagrams)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var statistics = host.Get<SnmpStatistics>();
        var sent = statistics.Received;
        foreach (var part in datagrams.Chunk(500))
        {
            foreach (var datagram in part)
                socket.SendTo(datagram, TrapHost.EndPoint(host));
            sent += part.Length;
            await Wait.UntilAsync(() => statistics.Received >= sent, $"{sent} datagrams received");
        }
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_hundred_thousand_traps_of_one_flapping_alert_start_one_instance(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = await TrapHost.StartAsync(database, options => options.SourceRate = 0);

        await SendAsync(host, Enumerable.Range(0, 100_000).Select(number => Traps.VropsTrap(number % 2 == 0 ? 46 : 47, "flapping", requestId: number)));
        await Wait.UntilAsync(() => host.Get<SnmpStatistics>().Collapsed == 99_998, "99,998 folded traps");
        await Wait.UntilAsync(() => host.Get<SnmpTrapListener>().SpoolBacklog == 0, "the empty spool");

        Assert.Single(await host.InstancesAsync("on-alert"));
        var traps = await TrapHost.SettledAsync(host, 2);
        Assert.Equal([TrapOutcome.Ignored, TrapOutcome.Started], traps.Select(trap => trap.Outcome));
        Assert.Equal(99_998, traps[0].Collapsed);
        var alert = Assert.Single(await host.Get<AlertStore>().ListAsync(10, Cancel));
        Assert.Equal(("vrops/flapping", 99_999, null), (alert.Key, alert.Transitions, alert.Held));
    }

    [Fact]
    public async Task A_sender_beyond_its_budget_is_shed_and_others_are_not()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, options => (options.SourceRate, options.SourceBurst) = (1, 20), listen: "[::]:0");
        var port = TrapHost.EndPoint(host).Port;

        TrapHost.Send(new(System.Net.IPAddress.Loopback, port), [.. Enumerable.Range(0, 100).Select(number => Traps.V2Trap("1.3.6.1.4.1.9.0.1", number))]);
        await Wait.UntilAsync(() => host.Get<SnmpStatistics>().Received == 100, "100 datagrams");
        TrapHost.Send(new(System.Net.IPAddress.IPv6Loopback, port), Traps.V2Trap("1.3.6.1.4.1.9.0.2", 1000));
        await Wait.UntilAsync(() => host.Get<SnmpStatistics>().Decoded + host.Get<SnmpStatistics>().Dropped(SnmpRefusal.OverBudget) == 101, "101 decisions");

        var shed = host.Get<SnmpStatistics>().Dropped(SnmpRefusal.OverBudget);
        Assert.InRange(shed, 1, 80);
        var traps = await TrapHost.SettledAsync(host, 101 - (int)shed);
        Assert.Contains(traps, trap => trap.ToTrap(new())!.TrapOid == "1.3.6.1.4.1.9.0.2");
    }

    [Fact]
    public async Task Senders_outside_the_allowed_networks_are_refused()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, options => options.Sources.Add("192.0.2.0/24"));

        TrapHost.Send(TrapHost.EndPoint(host), Traps.V2Trap("1.3.6.1.4.1.9.0.1"));

        await Wait.UntilAsync(() => host.Get<SnmpStatistics>().Dropped(SnmpRefusal.SourceNotAllowed) == 1, "the refusal");
        Assert.Equal(0, host.Get<SnmpStatistics>().Decoded);
    }

    [Fact]
    public async Task Rules_drop_start_raise_events_and_fail_with_a_reason_that_can_be_mended()
    {
        const string waiting = """
            {"definitionId":"on-disk","name":"On disk","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"e","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},"eventName":{"typeName":"String","expression":{"type":"Literal","value":"disk-failed"}}}],"connections":[]}}
            """;
        const string plain = """
            {"definitionId":"plain","name":"Plain","root":{"id":"w","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"hello"}}}}
            """;
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using var host = await TrapHost.StartAsync(database, definitions: [waiting, plain]);
        var rules = host.Get<TrapRules>();
        static TrapRule Rule(string id, int number, TrapRuleThen then) => new() { Id = id, Match = new TrapRuleMatch { OidPrefixes = [$"1.3.6.1.4.1.9.0.{number}"] }, Then = then };
        await rules.SaveAsync(Rule("noise", 1, new TrapRuleThen { Drop = true }), Cancel);
        await rules.SaveAsync(Rule("start", 2, new TrapRuleThen { Start = new TrapRuleStart { DefinitionId = "plain" }, Deliver = false }), Cancel);
        await rules.SaveAsync(Rule("event", 3, new TrapRuleThen { Event = "disk-failed" }), Cancel);
        await rules.SaveAsync(Rule("broken", 4, new TrapRuleThen { Start = new TrapRuleStart { DefinitionId = "missing" } }), Cancel);

        TrapHost.Send(TrapHost.EndPoint(host), [.. Enumerable.Range(1, 4).Select(number => Traps.V2Trap($"1.3.6.1.4.1.9.0.{number}", number))]);
        var traps = await TrapHost.SettledAsync(host, 3);

        Assert.Equal(1, host.Get<SnmpStatistics>().Dropped(SnmpRefusal.DroppedByRule));
        Assert.Equal([("broken", TrapOutcome.Failed), ("event", TrapOutcome.Started), ("start", TrapOutcome.Started)], traps.Select(trap => (trap.RuleId!, trap.Outcome)));
        Assert.Equal("Rule 'broken': There is no workflow definition 'missing'.", traps[0].Reason);
        Assert.Single(await host.InstancesAsync("on-disk"));
        Assert.Single(await host.InstancesAsync("plain"));

        await rules.SaveAsync(Rule("broken", 4, new TrapRuleThen { Start = new TrapRuleStart { DefinitionId = "plain" } }), Cancel);
        Assert.True(await host.Get<SnmpTrapListener>().RetryAsync(traps[0].Id, Cancel));
        await Wait.ForAsync(async () => (await host.InstancesAsync("plain")).Count == 2 ? "" : null, "the second instance");
        Assert.False(await host.Get<SnmpTrapListener>().RetryAsync(traps[1].Id, Cancel));
    }

    [Fact]
    public async Task What_the_spool_holds_when_the_process_dies_is_worked_off_by_the_next()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        using (var dead = new TrapSpool(database.Folder, 1_000_000))
        {
            var datagram = Traps.VropsTrap(46, "spooled");
            dead.Append([new ReceivedDatagram(datagram, datagram.Length, new(System.Net.IPAddress.Loopback, 9), TimeProvider.System.GetUtcNow(), TrapPriority.Normal)]);
        }

        await using (var host = await TrapHost.StartAsync(database))
        {
            Assert.Equal(TrapOutcome.Started, Assert.Single(await TrapHost.SettledAsync(host, 1)).Outcome);
            Assert.Single(await host.InstancesAsync("on-alert"));
        }

        // The note of what was settled is lost: the same record comes again and does nothing.
        File.Delete(Path.Combine(database.Folder, "snmp", "spool", "settled"));
        await using var again = await TrapHost.StartAsync(database);
        await Wait.UntilAsync(() => again.Get<SnmpTrapListener>().SpoolBacklog == 0, "the empty spool");
        Assert.Single(await TrapHost.SettledAsync(again, 1));
        Assert.Single(await again.InstancesAsync("on-alert"));
    }

    [Fact]
    public async Task The_last_word_of_a_flapping_alert_is_delivered_when_it_is_quiet_after_a_restart_too()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await using (var host = await TrapHost.StartAsync(database, options => options.QuietTime = TimeSpan.FromHours(1)))
        {
            TrapHost.Send(TrapHost.EndPoint(host), Traps.VropsTrap(46, "f", requestId: 1), Traps.VropsTrap(47, "f", requestId: 2), Traps.VropsTrap(46, "f", requestId: 3));
            await Wait.ForAsync(async () => (await host.Get<AlertStore>().ListAsync(1, Cancel)) is [{ Held: not null }] ? "" : null, "the held trap");
            await Wait.ForAsync(async () => (await host.InstancesAsync("on-alert")).Count == 1 ? "" : null, "the first instance");
        }

        await using var restarted = await TrapHost.StartAsync(database, options => options.MaxHold = TimeSpan.FromSeconds(1));
        await Wait.ForAsync(async () => (await restarted.InstancesAsync("on-alert")).Count == 2 ? "" : null, "the instance that the last word starts");
        Assert.Null(Assert.Single(await restarted.Get<AlertStore>().ListAsync(1, Cancel)).Held);
    }
}
