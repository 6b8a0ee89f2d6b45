using System.Threading.Channels;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.ElsaApi.Realtime;

/// <summary>Knows which instances are looked at, and marks those that were committed. Holds at most <see cref="MaxInstances"/>, each with a bounded number of marks.</summary>
internal sealed class InstanceWatch : ICommitObserver
{
    public const int MaxInstances = 5000;

    public const int MaxPerConnection = 20;

    private readonly Dictionary<string, WatchedInstance> instances = new(StringComparer.Ordinal);
    private readonly Lock changing = new();

    /// <summary>One signal is enough: whoever takes it looks at all.</summary>
    private readonly Channel<bool> signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private volatile bool isEmpty = true;

    public ChannelReader<bool> Changes => signal.Reader;

    public void OnCommitted(InstanceCommit commit)
    {
        if (isEmpty)
            return;
        WatchedInstance? instance;
        lock (changing)
        {
            if (!instances.TryGetValue(commit.Summary.Id, out instance))
                return;
        }

        instance.Commit(commit);
        signal.Writer.TryWrite(true);
    }

    /// <summary>False when there are too many already.</summary>
    public bool Add(string connectionId, string instanceId, DateTimeOffset updatedAt)
    {
        lock (changing)
        {
            if (instances.Values.Count(watched => watched.Connections.Contains(connectionId)) >= MaxPerConnection)
                return false;
            if (!instances.TryGetValue(instanceId, out var instance))
            {
                if (instances.Count >= MaxInstances)
                    return false;
                instances[instanceId] = instance = new WatchedInstance(instanceId, updatedAt);
            }

            instance.Connections.Add(connectionId);
            isEmpty = false;
            return true;
        }
    }

    public void Remove(string connectionId)
    {
        lock (changing)
        {
            foreach (var (id, instance) in instances)
            {
                if (instance.Connections.Remove(connectionId) && instance.Connections.Count == 0)
                    instances.Remove(id);
            }

            isEmpty = instances.Count == 0;
        }
    }

    public IReadOnlyList<WatchedInstance> All()
    {
        if (isEmpty)
            return [];
        lock (changing)
            return [.. instances.Values];
    }
}
