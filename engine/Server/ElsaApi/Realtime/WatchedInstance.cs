using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.ElsaApi.Realtime;

/// <summary>An instance that somebody looks at, with what its viewers have not been told yet.</summary>
internal sealed class WatchedInstance(string id, DateTimeOffset updatedAt)
{
    /// <summary>Above this, viewers are told of all places instead of those that changed.</summary>
    private const int MaxPlaces = 500;

    private readonly HashSet<string> places = new(StringComparer.Ordinal);
    private bool isChanged;
    private bool isAnywhere;

    public string Id => id;

    /// <summary>Connections that observe it; guarded by the watch.</summary>
    public HashSet<string> Connections { get; } = new(StringComparer.Ordinal);

    /// <summary>Time of the last commit that is known here.</summary>
    public DateTimeOffset UpdatedAt { get; private set; } = updatedAt;

    public void Commit(InstanceCommit commit)
    {
        lock (places)
        {
            isChanged = true;
            UpdatedAt = commit.Summary.UpdatedAt;
            foreach (var entry in commit.Journal)
            {
                if (entry.NodeId is { } place && !isAnywhere && places.Add(place) && places.Count > MaxPlaces)
                    isAnywhere = true;
            }
        }
    }

    /// <summary>Another node has committed: where is not known.</summary>
    public void CommittedElsewhere(DateTimeOffset at)
    {
        lock (places)
            (isChanged, isAnywhere, UpdatedAt) = (true, true, at);
    }

    /// <summary>Takes what has changed; false when nothing has. No places: anywhere.</summary>
    public bool TryTake(out IReadOnlyCollection<string>? changedPlaces)
    {
        lock (places)
        {
            changedPlaces = isAnywhere ? null : [.. places];
            var taken = isChanged;
            (isChanged, isAnywhere) = (false, false);
            places.Clear();
            return taken;
        }
    }
}
