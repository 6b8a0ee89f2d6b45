using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Executors.Embedded;

/// <summary>What one call may use in the sandbox.</summary>
internal sealed record EmbeddedLimits
{
    public required int MemoryMb { get; init; }

    public required TimeSpan Time { get; init; }

    public required long Statements { get; init; }

    public required int Recursion { get; init; }

    public required TimeSpan Regex { get; init; }

    /// <summary>Twice the memory limit: the sandbox keeps a character in two bytes, where containers keep most in one.</summary>
    public long HeldBytes => 2L * MemoryMb * 1024 * 1024;

    public string TimeMessage => $"The function did not answer within its time limit of {Time.TotalSeconds:0} s.";

    public string MemoryMessage => $"The function exceeded its memory limit of {MemoryMb} MB.";

    public static EmbeddedLimits Of(FunctionVersion version, FunctionsOptions options) => new()
    {
        MemoryMb = version.Source.Limits.MemoryMb,
        Time = TimeSpan.FromSeconds(version.Source.Limits.TimeoutSeconds),
        Statements = (long)options.EmbeddedStatementsPerSecond * version.Source.Limits.TimeoutSeconds,
        Recursion = options.EmbeddedMaxRecursion,
        Regex = options.EmbeddedRegexTimeout,
    };
}
