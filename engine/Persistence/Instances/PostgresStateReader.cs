using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Instances;

/// <summary>
/// Loads instances for callers that come at the same time with one query: while one is on its way, those who come next gather. As with the writer there is no timer,
/// so a caller alone does not wait; many together cost the server one round trip.
/// </summary>
internal sealed class PostgresStateReader(PostgresDatabase database)
{
    private const int Most = 256;

    /// <summary>So that a large state holds up few.</summary>
    private const int QueriesAtOnce = 2;

    private static readonly string s_load =
        $"SELECT {Rows.Summary}, i.revision, s.state FROM instances i JOIN instance_states s ON s.instance_id = i.id WHERE i.id = ANY(@p0)";

    private readonly Queue<Waiting> _queue = [];
    private int _queries;

    public async ValueTask<StoredState?> LoadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(instanceId);
        bool isFirst;
        lock (_queue)
        {
            _queue.Enqueue(waiting);
            isFirst = _queries < QueriesAtOnce;
            if (isFirst)
                _queries++;
        }

        if (isFirst)
            _ = LoadAllAsync();
        return await waiting.Task.WaitAsync(cancellationToken);
    }

    private async Task LoadAllAsync()
    {
        var batch = new List<Waiting>();
        while (Take(batch))
            await LoadAsync(batch);
    }

    private bool Take(List<Waiting> batch)
    {
        batch.Clear();
        lock (_queue)
        {
            while (batch.Count < Most && _queue.TryDequeue(out var waiting))
                batch.Add(waiting);
            if (batch.Count == 0)
                _queries--;
            return batch.Count > 0;
        }
    }

    private async Task LoadAsync(List<Waiting> batch)
    {
        try
        {
            var found = new Dictionary<string, StoredState>(batch.Count, StringComparer.Ordinal);
            foreach (var state in await database.FetchAsync(s_load, [batch.Select(waiting => waiting.Id).Distinct().ToArray()], Rows.ReadState, CancellationToken.None))
                found[state.Summary.Id] = state;
            foreach (var waiting in batch)
                waiting.SetResult(found.GetValueOrDefault(waiting.Id));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The callers get the fault.
            foreach (var waiting in batch)
                waiting.TrySetException(fault);
        }
    }

    private sealed class Waiting(string id) : TaskCompletionSource<StoredState?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string Id => id;
    }
}
