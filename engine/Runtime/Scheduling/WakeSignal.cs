namespace Orchestrator.Runtime.Scheduling;

/// <summary>Wakes a loop before its time. Signals while nobody waits are kept, as one.</summary>
internal abstract class WakeSignal
{
    private TaskCompletionSource signal = NewSignal();

    public void Set() => Volatile.Read(ref signal).TrySetResult();

    /// <summary>Waits for a signal or for the time, whichever comes first.</summary>
    public async ValueTask WaitAsync(TimeSpan longest, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref signal);
        try
        {
            if (longest > TimeSpan.Zero)
                await current.Task.WaitAsync(longest, timeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            return;
        }

        if (current.Task.IsCompleted)
            Interlocked.CompareExchange(ref signal, NewSignal(), current);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
