namespace Orchestrator.Runtime.Execution;

/// <summary>One burst per instance at a time in this process. The revision guards against other processes.</summary>
internal sealed class InstanceLocks
{
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    public async ValueTask<IDisposable> AcquireAsync(string instanceId, CancellationToken cancellationToken)
    {
        Entry entry;
        lock (entries)
        {
            if (!entries.TryGetValue(instanceId, out entry!))
                entries[instanceId] = entry = new Entry();
            entry.Users++;
        }

        try
        {
            await entry.Semaphore.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(instanceId, entry);
            throw;
        }

        return new Holder(this, instanceId, entry);
    }

    /// <summary>As above, but null when the lock is not free within a time.</summary>
    public async ValueTask<IDisposable?> TryAcquireAsync(string instanceId, TimeSpan patience, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var expired = new CancellationTokenSource(patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expired.Token, cancellationToken);
        try
        {
            return await AcquireAsync(instanceId, either.Token);
        }
        catch (OperationCanceledException) when (expired.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Leave(string instanceId, Entry entry)
    {
        lock (entries)
        {
            if (--entry.Users > 0)
                return;
            entries.Remove(instanceId);
            entry.Semaphore.Dispose();
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Semaphore { get; } = new(1);

        public int Users { get; set; }
    }

    private sealed class Holder(InstanceLocks owner, string instanceId, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            entry.Semaphore.Release();
            owner.Leave(instanceId, entry);
        }
    }
}
