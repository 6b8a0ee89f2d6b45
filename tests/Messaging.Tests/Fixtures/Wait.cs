namespace Orchestrator.Tests.Messaging;

/// <summary>Waits for something to become true, with a time-out that says what.</summary>
internal static class Wait
{
    public static async Task<T> ForAsync<T>(Func<Task<T?>> look, string awaited, int seconds = 30) where T : class
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            do
            {
                if (await look() is { } found)
                    return found;
            }
            while (await tick.WaitForNextTickAsync(timeout.Token));
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
        }

        throw new TimeoutException($"Not seen within {seconds} s: {awaited}.");
    }

    public static Task UntilAsync(Func<bool> holds, string awaited) => ForAsync(() => Task.FromResult(holds() ? "" : null), awaited);
}
