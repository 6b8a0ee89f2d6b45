using System.Net;
using Orchestrator.Activities.Messaging.Snmp.Spooling;
using Orchestrator.Activities.Messaging.Snmp.Storms;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class StormFilterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly StormFilter _filter = new(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(15), 1_000);
    private int _ids;

    private SpooledTrap Trap(double second) => new()
    {
        Id = $"t{_ids++}",
        ReceivedAt = Start.AddSeconds(second),
        Source = new IPEndPoint(IPAddress.Loopback, 1),
        Datagram = [],
    };

    private bool Deliver(double second, AlertPhase phase, string key = "a") => _filter.ShouldDeliver(Trap(second), new AlertIdentity(key, phase, null));

    private IEnumerable<string> Release(double second)
    {
        var released = _filter.Release(Start.AddSeconds(second)).Select(pair => pair.Trap.Id).ToList();
        _filter.TakeChanged();
        return released;
    }

    [Fact]
    public void A_life_of_an_alert_is_delivered_in_full()
    {
        Assert.True(Deliver(0, AlertPhase.Raise));
        Assert.True(Deliver(5, AlertPhase.Change));
        Assert.True(Deliver(9, AlertPhase.Clear));
        Assert.Empty(Release(100));
        Assert.Empty(Release(200));
        Assert.Equal(0, _filter.Count);
    }

    [Fact]
    public void Repetitions_are_folded_until_it_was_quiet_for_long_enough()
    {
        Assert.True(Deliver(0, AlertPhase.Raise));
        Assert.False(Deliver(30, AlertPhase.Raise));
        Assert.False(Deliver(80, AlertPhase.Raise));
        Assert.True(Deliver(140, AlertPhase.Raise));
        Assert.Equal(0, _filter.HeldCount);
    }

    [Fact]
    public void A_flapping_alert_is_delivered_once_per_state_and_then_its_last_word()
    {
        Assert.True(Deliver(0, AlertPhase.Raise));
        Assert.True(Deliver(1, AlertPhase.Clear));
        for (var second = 2; second < 100; second++)
            Assert.False(Deliver(second, second % 2 == 0 ? AlertPhase.Raise : AlertPhase.Clear));
        Assert.False(Deliver(100, AlertPhase.Raise));
        Assert.Empty(Release(159));

        Assert.Equal(["t100"], Release(160));
        Assert.Empty(Release(161));
        Assert.True(Deliver(170, AlertPhase.Clear));
    }

    [Fact]
    public void A_last_word_that_was_delivered_already_is_not_delivered_again()
    {
        Deliver(0, AlertPhase.Raise);
        Deliver(1, AlertPhase.Clear);
        Deliver(2, AlertPhase.Raise);
        Deliver(3, AlertPhase.Clear);

        Assert.Equal(0, _filter.HeldCount);
        Assert.Empty(Release(1_000));
    }

    [Fact]
    public void The_last_change_has_new_content_and_is_delivered_later()
    {
        Assert.True(Deliver(0, AlertPhase.Raise));
        Assert.True(Deliver(1, AlertPhase.Change));
        Assert.False(Deliver(2, AlertPhase.Change));
        Assert.False(Deliver(3, AlertPhase.Change));

        Assert.Equal(["t3"], Release(63));
    }

    [Fact]
    public void An_alert_that_never_becomes_quiet_is_heard_at_last()
    {
        Deliver(0, AlertPhase.Raise);
        Deliver(1, AlertPhase.Clear);
        for (var second = 2; second <= 900; second += 2)
            Assert.False(Deliver(second, AlertPhase.Raise));

        Assert.Single(Release(901));
    }

    [Fact]
    public void Alerts_do_not_disturb_one_another_and_a_restart_forgets_nothing()
    {
        Assert.True(Deliver(0, AlertPhase.Raise, "a"));
        Assert.True(Deliver(0, AlertPhase.Raise, "b"));
        Assert.True(Deliver(1, AlertPhase.Clear, "a"));
        Assert.False(Deliver(2, AlertPhase.Raise, "a"));
        var restarted = new StormFilter(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(15), 1_000);

        restarted.Restore(_filter.TakeChanged());

        Assert.False(restarted.ShouldDeliver(Trap(3), new AlertIdentity("b", AlertPhase.Raise, null)));
        Assert.Equal(1, restarted.HeldCount);
        Assert.Equal(["t3"], restarted.Release(Start.AddSeconds(62)).Select(pair => pair.Trap.Id));
    }
}
