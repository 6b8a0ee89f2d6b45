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
