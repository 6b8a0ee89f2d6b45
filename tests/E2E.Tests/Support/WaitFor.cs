using System.Diagnostics;

namespace Orchestrator.Tests.E2E;

/// <summary>Asks until something holds; at the time-out it says what was awaited and what was seen last.</summary>
internal static class WaitFor
{
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(180);

    public static async Task<T> AsyncOf<T>(string what, Func<Task<T>> look, Func<T, bool> holds, Func<string>? more = null, TimeSpan? timeout = null)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var seen = await look();
            if (holds(seen))
                return seen;
            if (watch.Elapsed > (timeout ?? Usual))
                Assert.Fail($"Waited {watch.Elapsed.TotalSeconds:F0} s for {what}; seen last: {seen}. {more?.Invoke()}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
