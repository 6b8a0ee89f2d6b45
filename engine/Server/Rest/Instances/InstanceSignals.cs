using System.Collections.Concurrent;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>Wakes those who follow an instance when this node has committed something of it.</summary>
internal sealed class InstanceSignals : ICommitObserver
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Watcher, bool>> _watchers = new(StringComparer.Ordinal);

    public void OnCommitted(InstanceCommit commit)
    {
        if (!_watchers.TryGetValue(commit.Summary.Id, out var watchers))
            return;
        foreach (var watcher in watchers.Keys)
            watcher.Wake();
    }

    /// <summary>Begins to watch an instance; dispose of it to end.</summary>
    public Watcher Watch(string instanceId)
    {
        var watcher = new Watcher(this, instanceId);
        _watchers.GetOrAdd(instanceId, _ => new())[watcher] = true;
        return watcher;
    }

    private void Leave(Watcher watcher)
    {
        if (!_watchers.TryGetValue(watcher.InstanceId, out var watchers))
            return;
        watchers.TryRemove(watcher, out _);

        // One who comes in between is found by the look that every stream takes again and again.
        if (watchers.IsEmpty)
            _watchers.TryRemove(new KeyValuePair<string, ConcurrentDictionary<Watcher, bool>>(watcher.InstanceId, watchers));
    }

    /// <summary>One who follows an instance.</summary>
    internal sealed class Watcher(InstanceSignals owner, string instanceId) : IDisposable
    {
        private TaskCompletionSource _next = NewSignal();

        public string InstanceId => instanceId;

        /// <summary>Done at the first commit after this call; ask before looking, so that none is missed.</summary>
        public Task Next()
        {
            if (_next.Task.IsCompleted)
                Volatile.Write(ref _next, NewSignal());
            return _next.Task;
        }

        public void Wake() => Volatile.Read(ref _next).TrySetResult();

        public void Dispose() => owner.Leave(this);

        private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
