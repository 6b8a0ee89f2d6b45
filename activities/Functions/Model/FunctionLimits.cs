namespace Orchestrator.Activities.Functions.Model;

/// <summary>What one call of a function may use.</summary>
public sealed record FunctionLimits
{
    /// <summary>Memory in MiB, swap included. Default 128, from 16 to 2048. The embedded executor takes it as a budget of allocations.</summary>
    public int MemoryMb { get; init; } = 128;

    /// <summary>Time for one call in seconds. Default 10, from 1 to 300.</summary>
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>Processors. Default 1, from 0.1 to 16. Without meaning for the embedded executor.</summary>
    public double Cpus { get; init; } = 1;

    /// <summary>Processes and threads. Default 64, from 16 to 1024. Without meaning for the embedded executor.</summary>
    public int Pids { get; init; } = 64;
}
