namespace Orchestrator.Tests.Torture.Faults;

/// <summary>One fault at one write of a process's life; counts the writes.</summary>
public sealed class FaultPlan(int write, FaultKind kind)
{
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int writes;

    /// <summary>No fault: only counts.</summary>
    public static FaultPlan None => new(0, FaultKind.KillBefore);

    public int Writes => Volatile.Read(ref writes);

    /// <summary>The process is dead: whatever it still tries has no effect.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Done when the process has died.</summary>
    public TaskCompletionSource Died { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets a delayed write go on.</summary>
    public void Release() => released.TrySetResult();

    /// <summary>Runs a write with its fault, if it is its turn.</summary>
    public async ValueTask<T> WriteAsync<T>(Func<ValueTask<T>> act)
    {
        ThrowIfDead();
        if (Interlocked.Increment(ref writes) != write)
            return await act();
        switch (kind)
        {
            case FaultKind.KillBefore:
                Kill();
                throw new ProcessDiedException();
            case FaultKind.KillAfter:
                await act();
                Kill();
                throw new ProcessDiedException();
            case FaultKind.FailBefore:
                throw new StoreAwayException();
            case FaultKind.FailAfter:
                await act();
                throw new StoreAwayException();
            case FaultKind.Duplicate:
                var first = await act();
                await act();
                return first;
            default:
                await released.Task;
                return await act();
        }
    }

    public void ThrowIfDead()
    {
        if (IsDead)
            throw new ProcessDiedException();
    }

    /// <summary>The process dies now.</summary>
    public void Kill()
    {
        IsDead = true;
        Died.TrySetResult();
    }
}
