using System.Collections.Concurrent;

namespace Orchestrator.Runtime.Execution;

/// <summary>Instances of this process whose burst broke off, as when the database was away: they have to go on without waiting for a restart.</summary>
internal sealed class RecoveryQueue : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> reported = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim signal = new(0);

    /// <summary>Reports an instance; a second report of the same one is the first.</summary>
    public void Report(string instanceId)
    {
        if (reported.TryAdd(instanceId, true))
            signal.Release();
    }

    public void Dispose() => signal.Dispose();

    /// <summary>Waits for a report, and takes all there are.</summary>
    public async ValueTask<IReadOnlyCollection<string>> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await signal.WaitAsync(cancellationToken);
            string[] taken = [.. reported.Keys.Where(id => reported.TryRemove(id, out _))];
            if (taken.Length > 0)
                return taken;
        }
    }
}
