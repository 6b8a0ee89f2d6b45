using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Benchmarks.Messaging;

/// <summary>Counts instances whose first commit is durable.</summary>
internal sealed class StartCounter : ICommitObserver
{
    private readonly Lock _gate = new();
    private long _count;
    private long _awaited = long.MaxValue;
    private TaskCompletionSource _reached = new();

    public long Count
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

    public void OnCommitted(InstanceCommit commit)
    {
        if (commit.ExpectedRevision != 0)
            return;
        lock (_gate)
        {
            if (++_count >= _awaited)
                _reached.TrySetResult();
        }
    }

    /// <summary>Completes when so many have started since the counter was made.</summary>
    public Task WaitForAsync(long count)
    {
        lock (_gate)
        {
            (_awaited, _reached) = (count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            if (_count >= count)
                _reached.SetResult();
            return _reached.Task;
        }
    }
}
