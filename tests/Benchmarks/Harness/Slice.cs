namespace Orchestrator.Benchmarks.Harness;

/// <summary>What a stretch of work took.</summary>
/// <param name="Units">Units of work done.</param>
/// <param name="Elapsed">Time on the wall.</param>
/// <param name="Cpu">Processor time of this process, all threads.</param>
/// <param name="AllocatedBytes">Managed memory allocated by this process.</param>
internal sealed record Slice(long Units, TimeSpan Elapsed, TimeSpan Cpu, long AllocatedBytes)
{
    public double PerSecond => Units / Elapsed.TotalSeconds;

    public double CpuMicrosecondsPerUnit => Cpu.TotalMicroseconds / Math.Max(1, Units);

    public double AllocatedKilobytesPerUnit => AllocatedBytes / 1024.0 / Math.Max(1, Units);

    /// <summary>Measures work that gives how many units it did.</summary>
    public static async Task<Slice> MeasureAsync(Func<Task<long>> work)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        var units = await work();
        var elapsed = System.Diagnostics.Stopwatch.GetElapsedTime(start);
        return new Slice(units, elapsed, Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }
}
