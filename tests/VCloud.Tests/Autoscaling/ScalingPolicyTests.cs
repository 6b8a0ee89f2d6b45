using CsCheck;
using Orchestrator.Activities.Autoscaling;
using Orchestrator.Activities.VCloud;

namespace Orchestrator.Tests.VCloud.Autoscaling;

public sealed class ScalingPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 5, 0, 0, TimeSpan.Zero);

    private static AutoscaleRule Rule(int min = 2, int max = 8, int step = 1) => new() { Id = "r", Name = "r", Tenant = "t", Limits = new RuleLimits { Min = min, Max = max, Step = step } };

    [Fact]
    public void Scaling_never_leaves_the_limits() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[5, 20], Gen.Int[1, 10], Gen.Int[0, 30], Gen.Bool).Sample((min, max, step, current, isOut) =>
        {
            var (decision, _) = ScalingPolicy.Begin(Rule(min, max, step), new ScalingState(), new ScalingRequest("i", isOut ? "out" : "in", "a", current), false, Now);
            return isOut
                ? decision.Count >= 0 && decision.Count <= step && (decision.Count == 0 || current + decision.Count <= max)
                : decision.Count >= 0 && decision.Count <= step && (decision.Count == 0 || current - decision.Count >= min);
        });

    [Fact]
    public void Deciding_again_for_the_same_instance_gives_the_same()
    {
        var request = new ScalingRequest("i", "out", "a", 3);
        var (first, state) = ScalingPolicy.Begin(Rule(), new ScalingState(), request, false, Now);

        var (second, again) = ScalingPolicy.Begin(Rule(), state, request, true, Now.AddMinutes(1));

        Assert.True(first.Goes);
        Assert.Equal(first.Count, second.Count);
        Assert.Same(state, again);
    }

    [Fact]
    public void A_live_holder_keeps_the_rule_and_a_dead_one_loses_it()
    {
        var (_, held) = ScalingPolicy.Begin(Rule(), new ScalingState(), new ScalingRequest("one", "out", "a", 3), false, Now);

        var (refused, _) = ScalingPolicy.Begin(Rule(), held, new ScalingRequest("two", "out", "b", 3), holderIsAlive: true, Now);
        var (taken, next) = ScalingPolicy.Begin(Rule(), held, new ScalingRequest("two", "out", "b", 3), holderIsAlive: false, Now);

        Assert.False(refused.Goes);
        Assert.True(taken.Goes);
        Assert.Equal("two", next.Holder!.InstanceId);
    }

    [Fact]
    public void A_cleared_alert_may_scale_again_after_the_cool_down()
    {
        var (_, held) = ScalingPolicy.Begin(Rule(), new ScalingState(), new ScalingRequest("one", "out", "a", 3), false, Now);
        var ended = ScalingPolicy.End(Rule(), held, "one", "web-04", "succeeded", "", Now);

        var cleared = ScalingPolicy.Clear(ended, "a");

        Assert.False(ScalingPolicy.Begin(Rule(), ended, new ScalingRequest("two", "out", "a", 4), false, Now.AddHours(1)).Decision.Goes);
        Assert.False(ScalingPolicy.Begin(Rule(), cleared, new ScalingRequest("two", "out", "a", 4), false, Now.AddMinutes(9)).Decision.Goes);
        Assert.True(ScalingPolicy.Begin(Rule(), cleared, new ScalingRequest("two", "out", "a", 4), false, Now.AddMinutes(10)).Decision.Goes);
    }

    [Fact]
    public void The_next_name_is_the_smallest_that_is_free()
    {
        var pattern = VmNamePattern.Parse("web-{n:00}");

        Assert.Equal("web-03", pattern.NextName(["web-01", "web-02", "web-04", "db-03", "web-3"]));
        Assert.Equal("web-100", pattern.NameOf(100));
        Assert.Equal(100, pattern.NumberOf("web-100"));
        Assert.Null(pattern.NumberOf("web-1"));
        Assert.Throws<FormatException>(() => VmNamePattern.Parse("web"));
        Assert.Throws<FormatException>(() => VmNamePattern.Parse("web_{n}"));
    }
}
