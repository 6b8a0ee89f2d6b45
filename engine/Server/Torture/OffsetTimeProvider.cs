using System.Globalization;

namespace Orchestrator.Server.Torture;

/// <summary>A clock that is wrong by a constant, to rehearse a jump of the clock.</summary>
internal sealed class OffsetTimeProvider(TimeSpan offset) : TimeProvider
{
    /// <summary>Environment variable with the offset in seconds.</summary>
    public const string Variable = "ORCHESTRATOR_CLOCK_OFFSET";

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;

    /// <summary>The system's clock unless <see cref="Variable"/> is set.</summary>
    public static TimeProvider FromEnvironment() =>
        double.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var seconds) && seconds != 0
            ? new OffsetTimeProvider(TimeSpan.FromSeconds(seconds))
            : System;
}
