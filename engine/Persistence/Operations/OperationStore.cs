using Npgsql;
using Orchestrator.Persistence.Databases;
using Orchestrator.Persistence.Instances;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using static Orchestrator.Runtime.Stores.DatabaseTime;

namespace Orchestrator.Persistence.Operations;

internal sealed class OperationStore(Database database) : IOperationStore
{
    public async ValueTask<IncidentRow?> FindIncidentAsync(string incidentId, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync($"SELECT {Rows.Incident} FROM incidents WHERE id = @incidentId", new { incidentId }, Rows.ReadIncident, cancellationToken);
        return rows.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<InstanceSummary>> FindRunningChildrenAsync(IReadOnlyCollection<string> parentIds, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            $"SELECT {Rows.Summary} FROM instances i WHERE {database.In("i.parent_instance_id", "@parents")} AND i.finished_at IS NULL ORDER BY i.id",
            new { parents = parentIds.ToArray() },
            Rows.ReadSummary,
            cancellationToken);

    public async ValueTask<IReadOnlyList<string>> FindFinishedAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            $"SELECT id FROM instances WHERE {database.In("id", "@ids")} AND finished_at IS NOT NULL", new { ids = instanceIds.ToArray() }, row => row.GetString(0), cancellationToken);

    public async ValueTask<bool> AnyRunningAsync(string tenant, string? definitionId, string? correlationId, CancellationToken cancellationToken)
    {
        var where = new SqlWhere()
            .AddIf(true, "tenant = @tenant")
            .AddIf(true, "status = 0")
            .AddIf(definitionId is not null, "definition_id = @definitionId")
            .AddIf(correlationId is not null, "correlation_id = @correlationId");
        var rows = await database.QueryAsync($"SELECT 1 FROM instances{where} LIMIT 1", new { tenant, definitionId, correlationId }, row => row.GetInt32(0), cancellationToken);
        return rows.Count > 0;
    }

    public async ValueTask<IAsyncDisposable> LockAsync(string key, CancellationToken cancellationToken)
    {
        if (database.Kind != DatabaseKind.PostgreSql)
            return NoLock.Instance; // A SQLite file belongs to one process.
        var connection = (NpgsqlConnection)await database.OpenAsync(cancellationToken);
        try
        {
            // A lock of a transaction ends with it, also when the connection goes back to its pool or breaks.
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", connection, transaction) { CommandTimeout = 0 };
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new AdvisoryLock(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<IReadOnlyList<OutboxRow>> ListOutboxAsync(string instanceId, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            $"SELECT {Rows.Outbox} FROM outbox WHERE instance_id = @instanceId ORDER BY created_at, id", new { instanceId }, Rows.ReadOutbox, cancellationToken);

    public async ValueTask<IReadOnlyList<string>> FindDefinitionsWithFinishedAsync(CancellationToken cancellationToken) =>
        await database.QueryAsync(
            "SELECT DISTINCT definition_id FROM instances WHERE finished_at IS NOT NULL ORDER BY definition_id", null, row => row.GetString(0), cancellationToken);

    public async ValueTask<IReadOnlyList<string>> FindExpiredAsync(
        string definitionId, DateTimeOffset? finishedBefore, int? keep, bool withOpenIncidents, int limit, CancellationToken cancellationToken)
    {
        // In order of creation, for which there is an index: what has ended before a time was also made before it.
        const string settled = " AND NOT EXISTS (SELECT 1 FROM incidents o WHERE o.instance_id = instances.id AND o.resolved_at IS NULL)";
        var rules = new List<string>();
        if (finishedBefore is not null)
            rules.Add("(created_at < @before AND finished_at < @before)");
        if (keep is not null)
        {
            rules.Add("""
                (created_at, id) <= (SELECT n.created_at, n.id FROM instances n WHERE n.definition_id = @definitionId AND n.finished_at IS NOT NULL
                    ORDER BY n.created_at DESC, n.id DESC LIMIT 1 OFFSET @keep)
                """);
        }

        if (rules.Count == 0)
            return [];
        return await database.QueryAsync(
            $"""
            SELECT id FROM instances WHERE definition_id = @definitionId AND finished_at IS NOT NULL AND ({string.Join(" OR ", rules)}){(withOpenIncidents ? "" : settled)}
            ORDER BY created_at, id LIMIT @limit
            """,
            new { definitionId, before = finishedBefore is { } time ? ToDatabase(time) : 0, keep = keep ?? 0, limit },
            row => row.GetString(0),
            cancellationToken);
    }

    private sealed class AdvisoryLock(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    private sealed class NoLock : IAsyncDisposable
    {
        public static readonly NoLock Instance = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
