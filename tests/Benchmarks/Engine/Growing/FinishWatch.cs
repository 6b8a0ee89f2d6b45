using System.Collections.Concurrent;
using Orchestrator.Core;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Benchmarks.Engine.Growing;

/// <summary>Tells when an instance has finished: at the commit that says so.</summary>
internal sealed class FinishWatch : ICommitObserver
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> watched = new(StringComparer.Ordinal);

    public Task FinishedAsync(string instanceId) => watched.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void OnCommitted(InstanceCommit commit)
    {
        if (commit.Summary.Status == WorkflowStatus.Finished)
            watched.GetOrAdd(commit.Summary.Id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
