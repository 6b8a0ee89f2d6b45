using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Execution;

/// <summary>One run of an instance between two waits.</summary>
internal sealed class Burst(WorkflowRun run, string? idempotencyKey) : IDisposable
{
    private readonly TaskCompletionSource<CommitOutcome> firstCommit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource cancellation = new();
    private bool disposed;

    public WorkflowRun Run => run;

    /// <summary>Belongs to the first commit only; null afterwards.</summary>
    public string? IdempotencyKey => firstCommit.Task.IsCompleted ? null : idempotencyKey;

    /// <summary>Done when something of the burst is durable, or when it is known that nothing will be.</summary>
    public Task<CommitOutcome> FirstCommit => firstCommit.Task;

    public CancellationToken Cancelled => cancellation.Token;

    public void Committed(CommitOutcome outcome) => firstCommit.TrySetResult(outcome);

    public void Failed(Exception exception) => firstCommit.TrySetException(exception);

    public void Cancel()
    {
        lock (cancellation)
        {
            if (!disposed)
                cancellation.Cancel();
        }
    }

    public void Dispose()
    {
        lock (cancellation)
        {
            disposed = true;
            cancellation.Dispose();
        }
    }
}
