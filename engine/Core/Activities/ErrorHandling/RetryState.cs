using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Where a Retry is; kept with the instance.</summary>
internal sealed record RetryState
{
    public int Attempt { get; init; } = 1;

    public required int MaxAttempts { get; init; }

    public required TimeSpan Delay { get; init; }

    public required TimeSpan MaxDelay { get; init; }

    public required double Jitter { get; init; }

    public required BackOff BackOff { get; init; }

    public FaultFilter Filter { get; init; } = new();

    public ActivityFault? LastFault { get; init; }

    /// <summary>The wait before the next attempt.</summary>
    /// <param name="random">0 to below 1; 0.5 leaves the delay as it is.</param>
    public TimeSpan NextDelay(double random)
    {
        var delay = Delay.TotalSeconds * (BackOff == BackOff.Exponential ? Math.Pow(2, Attempt - 1) : 1);
        delay *= 1 + (Jitter * ((2 * random) - 1));
        return TimeSpan.FromSeconds(Math.Clamp(delay, 0, MaxDelay.TotalSeconds));
    }
}
