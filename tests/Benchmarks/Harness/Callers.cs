using System.Diagnostics;

namespace Orchestrator.Benchmarks.Harness;

/// <summary>Callers that each do one unit after the other.</summary>
internal static class Callers
{
    /// <summary>Gives how many units all callers did in the time.</summary>
    public static async Task<long> RunAsync(int callers, TimeSpan time, Func<ValueTask> unit, List<double>? milliseconds = null)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));
        return counts.Sum();

        async Task<long> CallAsync()
        {
            long done = 0;
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                var begin = Stopwatch.GetTimestamp();
                await unit();
                done++;
                if (milliseconds is not null)
                {
                    lock (milliseconds)
                        milliseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                }
            }

            return done;
        }
    }
}
