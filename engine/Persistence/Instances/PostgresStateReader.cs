using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Persistence.Instances;

/// <summary>
/// Loads instances for callers that come at the same time with one query: while one is on its way, those who come next gather. As with the writer there is no timer,
/// so a caller alone does not wait; many together cost the server one round trip.
/// </summary>
internal sealed class PostgresStateReader(PostgresDatabase database) : IAsyncDisposable
{
    private const int Most = 256;

    /// <summary>So that a large state holds up few.</summary>
    private const int QueriesAtOnce = 2;

    /// <summary>One plan for any number of ids, by index even while the tables are small.</summary>
    private const string Settings = """
        SET plan_cache_mode = force_generic_plan;
        SET enable_seqscan = off;
        SET enable_hashjoin = off;
        SET enable_mergejoin = off;
        """;

    private static readonly string s_load =
        $"SELECT {Rows.Summary}, i.revision, s.state FROM instances i JOIN instance_states s ON s.instance_id = i.id WHERE i.id = ANY($1)";

    private readonly ConcurrentBag<PostgresSession> _sessions = [];
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

    public async ValueTask DisposeAsync()
    {
        while (_sessions.TryTake(out var session))
            await session.DisposeAsync();
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
            var found = await QueryAsync([.. batch.Select(waiting => waiting.Id).Distinct()]);
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

    private async Task<Dictionary<string, StoredState>> QueryAsync(string[] ids)
    {
        while (_sessions.TryTake(out var idle))
        {
            try
            {
                return await QueryAsync(idle, ids);
            }
            catch (NpgsqlException fault) when (fault is not PostgresException { InvariantSeverity: "ERROR" })
            {
                // The server was restarted or the connection was cut while the session lay idle: the next one may do.
            }
        }

        return await QueryAsync(await PostgresSession.OpenAsync(database, Settings), ids);
    }

    /// <summary>Keeps the session unless the query fails.</summary>
    private async Task<Dictionary<string, StoredState>> QueryAsync(PostgresSession session, string[] ids)
    {
        try
        {
            var found = await FetchAsync(session, ids);
            _sessions.Add(session);
            return found;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private static async Task<Dictionary<string, StoredState>> FetchAsync(PostgresSession session, string[] ids)
    {
        await session.UseAsync();
        await using var command = new NpgsqlCommand(s_load, session.Connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await command.PrepareAsync();
        await using var row = await command.ExecuteReaderAsync();
        var found = new Dictionary<string, StoredState>(ids.Length, StringComparer.Ordinal);
        while (await row.ReadAsync())
        {
            var state = Rows.ReadState(row);
            found[state.Summary.Id] = state;
        }

        return found;
    }

    private sealed class Waiting(string id) : TaskCompletionSource<StoredState?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string Id => id;
    }
}
