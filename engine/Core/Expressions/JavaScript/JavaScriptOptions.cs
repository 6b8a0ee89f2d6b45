namespace Orchestrator.Core;

/// <summary>Limits of one script.</summary>
public sealed record JavaScriptOptions
{
    /// <summary>Longest run; 5 s by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes that a script may allocate in all (a work budget, not live memory); 256 MiB by default.</summary>
    public long AllocatedBytes { get; init; } = 256L << 20;

    /// <summary>Statements that a script may execute; 10 million by default.</summary>
    public int Statements { get; init; } = 10_000_000;

    /// <summary>What <c>getConfig(name)</c> gives; null (default): scripts have no such function.</summary>
    public Func<string, object?>? GetConfig { get; init; }

    /// <summary>Depth of calls; 256 by default.</summary>
    public int Recursion { get; init; } = 256;
}
