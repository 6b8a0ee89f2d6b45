using Microsoft.Extensions.Time.Testing;
using Orchestrator.Server.Auth;

namespace Orchestrator.Tests.Server;

public sealed class SignInThrottleTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_door_opens_again_when_the_oldest_failure_is_five_minutes_old()
    {
        var throttle = new SignInThrottle(_time);
        for (var i = 0; i < SignInThrottle.FailuresPerUser; i++)
        {
            throttle.Failed("ann", "192.0.2.1");
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        var wait = throttle.RetryAfter("ann", "192.0.2.1");
        _time.Advance(wait!.Value);

        Assert.Equal(TimeSpan.FromSeconds(250), wait);
        Assert.Null(throttle.RetryAfter("ann", "192.0.2.1"));
    }

    [Fact]
    public void Failures_from_one_address_do_not_lock_the_user_out_elsewhere()
    {
        var throttle = new SignInThrottle(_time);
        for (var i = 0; i < SignInThrottle.FailuresPerUser; i++)
            throttle.Failed("ann", "192.0.2.1");

        Assert.NotNull(throttle.RetryAfter("ANN ", "192.0.2.1"));
        Assert.Null(throttle.RetryAfter("ann", "192.0.2.2"));
    }

    [Fact]
    public void An_address_that_tries_many_users_is_stopped()
    {
        var throttle = new SignInThrottle(_time);
        for (var i = 0; i < SignInThrottle.FailuresPerAddress; i++)
            throttle.Failed($"user-{i}", "192.0.2.1");

        Assert.NotNull(throttle.RetryAfter("ann", "192.0.2.1"));
    }

    [Fact]
    public void Success_forgets_the_failures()
    {
        var throttle = new SignInThrottle(_time);
        for (var i = 0; i < SignInThrottle.FailuresPerUser - 1; i++)
            throttle.Failed("ann", "192.0.2.1");

        throttle.Succeeded("ann", "192.0.2.1");
        throttle.Failed("ann", "192.0.2.1");

        Assert.Null(throttle.RetryAfter("ann", "192.0.2.1"));
    }
}
