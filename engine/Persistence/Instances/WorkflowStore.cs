using Dapper;
using Orchestrator.Persistence.Commits;
using Orchestrator.Persistence.Databases;
using Orchestrator.Persistence.Journal;
using Orchestrator.Runtime.Stores;
using static Orchestrator.Runtime.Stores.DatabaseTime;

namespace Orchestrator.Persistence.Instances;

internal sealed class WorkflowStore(Database database, CommitWriter writer) : IWorkflowStore, IAsyncDisposable
{
    /// <summary>Tables whose rows belong to an instance, with the column that names it.</summary>
    private static readonly (string Table, string Column)[] s_owned =
    [
        ("instance_states", "instance_id"), ("idempotency_keys", "instance_id"), ("bookmarks", "instance_id"), ("journal_chunks", "instance_id"),
        ("incidents", "instance_id"), ("effects", "instance_id"), ("outbox", "instance_id"), ("user_tasks", "instance_id"),
    ];

    private static readonly string s_load =
        $"SELECT {Rows.Summary}, i.revision, s.state FROM instances i JOIN instance_states s ON s.instance_id = i.id WHERE i.id = @p0";

    private readonly PostgresStateReader? _together = database is PostgresDatabase postgres ? new PostgresStateReader(postgres) : null;

    public ValueTask DisposeAsync() => _together?.DisposeAsync() ?? ValueTask.CompletedTask;

    public ValueTask<CommitOutcome> CommitAsync(InstanceCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return writer.CommitAsync(commit, cancellationToken);
    }

    public async ValueTask<StoredState?> LoadAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (_together is not null)
            return await _together.LoadAsync(instanceId, cancellationToken);
        var rows = await database.FetchAsync(s_load, [instanceId], Rows.ReadState, cancellationToken);
        return rows.SingleOrDefault();
    }

    public async ValueTask<string?> FindByIdempotencyKeyAsync(string key, CancellationToken cancellationToken)
    {
        var rows = await database.FetchAsync("SELECT instance_id FROM idempotency_keys WHERE key = @p0", [key], row => row.GetString(0), cancellationToken);
        return rows.SingleOrDefault();
    }

    public async ValueTask<string?> FindByStimulusKeyAsync(string key, CancellationToken cancellationToken)
    {
        var (from, until) = StimulusKey.Range(key);
        var rows = await database.FetchAsync(
            "SELECT instance_id FROM idempotency_keys WHERE key = @p0 OR (key >= @p1 AND key < @p2) ORDER BY key LIMIT 1", [key, from, until], row => row.GetString(0), cancellationToken);
        return rows.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken)
    {
        var values = new List<object?>(5);
        var where = new SqlWhere();
        foreach (var (column, value) in new[]
        {
            ("b.hash", filter.Hash), ("b.name", filter.Name), ("b.instance_id", filter.InstanceId), ("i.correlation_id", filter.CorrelationId), ("i.tenant", filter.Tenant),
        })
        {
            if (value is null)
                continue;
            where.AddIf(true, $"{column} = @p{values.Count}");
            values.Add(value);
        }

        return await database.FetchAsync(
            $"SELECT {Rows.Bookmark} FROM bookmarks b JOIN instances i ON i.id = b.instance_id{where} ORDER BY b.created_at, b.instance_id, b.id",
            [.. values],
            Rows.ReadBookmark,
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<BookmarkRow>> FindDueTimersAsync(
        DateTimeOffset until, int limit, IReadOnlyCollection<string> except, CancellationToken cancellationToken)
    {
        var others = except.Count == 0 ? "" : $" AND NOT ({database.In("b.instance_id", "@except")})";
        return await database.QueryAsync(
            $"""
            SELECT {Rows.Bookmark} FROM bookmarks b JOIN instances i ON i.id = b.instance_id
            WHERE b.due_at IS NOT NULL AND b.due_at <= @until{others} ORDER BY b.due_at, b.instance_id, b.id LIMIT @limit
            """,
            new { until = ToDatabase(until), limit, except = except.ToArray() },
            Rows.ReadBookmark,
            cancellationToken);
    }

    public async ValueTask<DateTimeOffset?> NextTimerAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            "SELECT due_at FROM bookmarks WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1", null, row => row.GetInt64(0), cancellationToken);
        return rows is [var due] ? FromDatabase(due) : null;
    }

    public async ValueTask<IReadOnlyList<string>> FindInterruptedAsync(string? afterId, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            "SELECT id FROM instances WHERE sub_status IN (0, 1) AND id > @afterId ORDER BY id LIMIT @limit",
            new { afterId = afterId ?? "", limit },
            row => row.GetString(0),
            cancellationToken);

    public async ValueTask<IReadOnlyList<OutboxRow>> FindOutboxAsync(DateTimeOffset dueUntil, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            $"SELECT {Rows.Outbox} FROM outbox WHERE next_attempt_at <= @until ORDER BY next_attempt_at, created_at, id LIMIT @limit",
            new { until = ToDatabase(dueUntil), limit },
            Rows.ReadOutbox,
            cancellationToken);

    public async ValueTask DeleteOutboxAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
            await database.ExecuteAsync($"DELETE FROM outbox WHERE {database.In("id", "@ids")}", new { ids = ids.ToArray() }, cancellationToken);
    }

    public async ValueTask DelayOutboxAsync(string id, DateTimeOffset nextAttempt, string error, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "UPDATE outbox SET attempts = attempts + 1, next_attempt_at = @nextAttempt, last_error = @error WHERE id = @id",
            new { id, nextAttempt = ToDatabase(nextAttempt), error },
            cancellationToken);

    public async ValueTask<Page<InstanceSummary>> ListAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        var query = InstanceQuery.From(filter, database);
        return await database.PageAsync(query.Count, query.List, query.Parameters, Rows.ReadSummary, cancellationToken);
    }

    public async ValueTask<InstanceSummary?> FindSummaryAsync(string instanceId, CancellationToken cancellationToken)
    {
        var rows = await database.FetchAsync($"SELECT {Rows.Summary} FROM instances i WHERE i.id = @p0", [instanceId], Rows.ReadSummary, cancellationToken);
        return rows.SingleOrDefault();
    }

    public async ValueTask<Page<JournalEntry>> ListJournalAsync(string instanceId, int skip, int take, CancellationToken cancellationToken)
    {
        var last = await database.QueryAsync(
            "SELECT last_sequence FROM journal_chunks WHERE instance_id = @instanceId ORDER BY first_sequence DESC LIMIT 1",
            new { instanceId },
            row => row.GetInt64(0),
            cancellationToken);
        var chunks = await database.QueryAsync(
            "SELECT first_sequence, entries FROM journal_chunks WHERE instance_id = @instanceId AND last_sequence > @from AND first_sequence <= @to ORDER BY first_sequence",
            new { instanceId, from = (long)skip, to = (long)skip + take },
            row => JournalChunk.Decode(instanceId, row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
            cancellationToken);
        return new Page<JournalEntry>([.. chunks.SelectMany(entries => entries).Where(e => e.Sequence > skip && e.Sequence <= (long)skip + take)], last is [var total] ? total : 0);
    }

    public async ValueTask<Page<IncidentRow>> ListIncidentsAsync(IncidentFilter filter, CancellationToken cancellationToken)
    {
        var where = new SqlWhere()
            .AddIf(filter.InstanceId is not null, "instance_id = @instanceId")
            .AddIf(filter.Tenant is not null, "tenant = @tenant")
            .AddIf(filter.OpenOnly, "resolved_at IS NULL");
        return await database.PageAsync(
            $"SELECT COUNT(*) FROM incidents{where}",
            $"SELECT {Rows.Incident} FROM incidents{where} ORDER BY timestamp DESC, id DESC LIMIT @take OFFSET @skip",
            new { instanceId = filter.InstanceId, tenant = filter.Tenant, take = filter.PageSize, skip = (long)filter.Page * filter.PageSize },
            Rows.ReadIncident,
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<EffectRow>> ListEffectsAsync(string instanceId, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            $"SELECT {Rows.Effect} FROM effects WHERE instance_id = @instanceId ORDER BY intent_at, key", new { instanceId }, Rows.ReadEffect, cancellationToken);

    public async ValueTask<int> DeleteAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken)
    {
        if (instanceIds.Count == 0)
            return 0;

        return await database.WriteAsync(
            async (connection, transaction) =>
            {
                var deleted = 0;
                foreach (var ids in instanceIds.Distinct().Chunk(500))
                {
                    // The instance first: on PostgreSQL this waits for a commit of it that is being written, whose rows then go as well.
                    deleted += await connection.ExecuteAsync(new CommandDefinition(
                        $"DELETE FROM instances WHERE {database.In("id", "@ids")}", new { ids }, transaction, cancellationToken: cancellationToken));
                    await connection.ExecuteAsync(new CommandDefinition(
                        $"DELETE FROM user_task_assignees WHERE task_id IN (SELECT id FROM user_tasks WHERE {database.In("instance_id", "@ids")})",
                        new { ids },
                        transaction,
                        cancellationToken: cancellationToken));
                    foreach (var (table, column) in s_owned)
                        await connection.ExecuteAsync(new CommandDefinition(
                            $"DELETE FROM {table} WHERE {database.In(column, "@ids")}", new { ids }, transaction, cancellationToken: cancellationToken));
                }

                return deleted;
            },
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<string>> FindIdsAsync(string definitionId, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            "SELECT id FROM instances WHERE definition_id = @definitionId ORDER BY created_at, id", new { definitionId }, row => row.GetString(0), cancellationToken);
}
