using System.Data.Common;
using System.Net;
using System.Text.Json;
using Dapper;
using Orchestrator.Activities.Messaging.Snmp.Storms;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp.Storing;

/// <summary>Table <c>trap_events</c>. Safe for concurrent use, by several processes too.</summary>
internal sealed class TrapStore(IDatabase database)
{
    private const string Columns = "id, received_at, source, source_port, digest, outcome, reason, instance_ids, datagram, rule_id";

    /// <summary>Stores traps with their outcomes, and what became of their alerts, in one transaction. Traps that are stored already, with the same id, are left as they are.</summary>
    public async Task AddAsync(IReadOnlyList<StoredTrap> traps, IReadOnlyList<AlertState> alerts, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        if (traps.Count > 0)
            await InsertAsync(connection, transaction, traps, cancellationToken);
        await AlertStore.SaveAsync(database.Kind, connection, transaction, alerts, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Those of the ids that are stored.</summary>
    public async Task<IReadOnlySet<string>> FindStoredAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var among = database.Kind == DatabaseKind.PostgreSql ? "= ANY(@ids)" : "IN (SELECT value FROM json_each(@ids))";
        object list = database.Kind == DatabaseKind.PostgreSql ? ids.ToArray() : JsonSerializer.Serialize(ids);
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<string>(new CommandDefinition($"SELECT id FROM trap_events WHERE id {among}", new { ids = list }, cancellationToken: cancellationToken)))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The newest traps received since a time that do not repeat others, oldest first.</summary>
    public async Task<IReadOnlyList<(string Digest, DateTimeOffset ReceivedAt, SeenTrap Trap)>> FindRecentAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Digest, long ReceivedAt, string Id, string Outcome)>(new CommandDefinition(
            "SELECT digest, received_at, id, outcome FROM trap_events ORDER BY sequence DESC LIMIT @limit", new { limit }, cancellationToken: cancellationToken));
        var from = DatabaseTime.ToDatabase(since);
        return [.. rows.Where(row => row.ReceivedAt >= from && row.Outcome != "duplicate").Reverse()
            .Select(row => (row.Digest, DatabaseTime.FromDatabase(row.ReceivedAt), new SeenTrap(row.Id) { IsSettled = row.Outcome != "pending" }))];
    }

    /// <summary>Writes outcomes in one transaction.</summary>
    public async Task SaveOutcomesAsync(IReadOnlyCollection<StoredTrap> traps, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await SaveOutcomesAsync(connection, transaction, traps, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task SaveOutcomesAsync(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<StoredTrap> traps, CancellationToken cancellationToken)
    {
        if (traps.Count == 0)
            return;
        if (database.Kind == DatabaseKind.PostgreSql)
        {
            const string all = """
                UPDATE trap_events SET outcome = new.outcome, reason = new.reason, instance_ids = new.instance_ids, rule_id = new.rule_id
                FROM unnest(@ids, @outcomes, @reasons, @instanceIds, @rules) AS new(id, outcome, reason, instance_ids, rule_id) WHERE trap_events.id = new.id
                """;
            var columns = new
            {
                ids = traps.Select(trap => trap.Id).ToArray(),
                outcomes = traps.Select(trap => Text(trap.Outcome)).ToArray(),
                reasons = traps.Select(trap => trap.Reason).ToArray(),
                instanceIds = traps.Select(trap => IdsText(trap.InstanceIds)).ToArray(),
                rules = traps.Select(trap => trap.RuleId).ToArray(),
            };
            await connection.ExecuteAsync(new CommandDefinition(all, columns, transaction, cancellationToken: cancellationToken));
        }
        else
        {
            await RowStatement.RunAsync(
                connection,
                transaction,
                "UPDATE trap_events SET outcome = @p0, reason = @p1, instance_ids = @p2, rule_id = @p3 WHERE id = @p4",
                traps.Select(trap => new object?[] { Text(trap.Outcome), trap.Reason, IdsText(trap.InstanceIds), trap.RuleId, trap.Id }),
                cancellationToken);
        }
    }

    /// <summary>Makes a trap pending again; false when there is none that failed or matched nothing.</summary>
    public async Task<bool> ReopenAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        var changed = await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE trap_events SET outcome = 'pending', reason = 'Is dispatched again.' WHERE id = @id AND outcome IN ('failed', 'unknown')",
            new { id },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return changed == 1;
    }

    /// <summary>Traps whose dispatch is not finished, oldest first.</summary>
    public async Task<IReadOnlyList<StoredTrap>> FindPendingAsync(int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns}, collapsed FROM trap_events WHERE outcome = 'pending' ORDER BY sequence LIMIT @limit", new { limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(ToTrap)];
    }

    /// <summary>Newest first.</summary>
    public async Task<Page<StoredTrap>> ListAsync(TrapOutcome? outcome, int page, int pageSize, CancellationToken cancellationToken)
    {
        var where = outcome is null ? "" : "WHERE outcome = @outcome";
        var parameters = new { outcome = outcome is { } wanted ? Text(wanted) : null, limit = pageSize, offset = (long)page * pageSize };
        await using var connection = await database.OpenAsync(cancellationToken);
        var total = await connection.ExecuteScalarAsync<long>(new CommandDefinition($"SELECT COUNT(*) FROM trap_events {where}", parameters, cancellationToken: cancellationToken));
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns}, collapsed FROM trap_events {where} ORDER BY sequence DESC LIMIT @limit OFFSET @offset", parameters, cancellationToken: cancellationToken));
        return new Page<StoredTrap>([.. rows.Select(ToTrap)], total);
    }

    /// <summary>Deletes all but the newest; a pending trap is kept. Gives how many went.</summary>
    public async Task<int> TrimAsync(int keepLast, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        var deleted = await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM trap_events WHERE sequence <= (SELECT MAX(sequence) FROM trap_events) - @keepLast AND outcome <> 'pending'",
            new { keepLast },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return deleted;
    }

    private static string Text(TrapOutcome outcome) => outcome switch
    {
        TrapOutcome.Pending => "pending",
        TrapOutcome.Started => "started",
        TrapOutcome.Resumed => "resumed",
        TrapOutcome.Unknown => "unknown",
        TrapOutcome.Duplicate => "duplicate",
        TrapOutcome.Failed => "failed",
        _ => "ignored",
    };

    private static string? IdsText(IReadOnlyList<string> ids) => ids.Count == 0 ? null : JsonSerializer.Serialize(ids, PlainJson.Options);

    private static StoredTrap ToTrap(Row row) => new()
    {
        Id = row.Id,
        ReceivedAt = DatabaseTime.FromDatabase(row.Received_At),
        Source = new IPEndPoint(IPAddress.Parse(row.Source), row.Source_Port),
        Digest = row.Digest,
        Outcome = Enum.Parse<TrapOutcome>(row.Outcome, ignoreCase: true),
        Reason = row.Reason,
        InstanceIds = row.Instance_Ids is null ? [] : JsonSerializer.Deserialize<List<string>>(row.Instance_Ids, PlainJson.Options)!,
        Datagram = row.Datagram,
        RuleId = row.Rule_Id,
        Collapsed = row.Collapsed,
        IsRecovered = true,
    };

    private async Task InsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<StoredTrap> traps, CancellationToken cancellationToken)
    {
        if (database.Kind == DatabaseKind.PostgreSql)
        {
            const string all = $"""
                INSERT INTO trap_events ({Columns})
                SELECT * FROM unnest(@ids, @received, @sources, @ports, @digests, @outcomes, @reasons, @instanceIds, @datagrams, @rules)
                ON CONFLICT (id) DO NOTHING
                """;
            var columns = new
            {
                ids = Column(trap => trap.Id),
                received = Column(trap => DatabaseTime.ToDatabase(trap.ReceivedAt)),
                sources = Column(trap => trap.Source.Address.ToString()),
                ports = Column(trap => trap.Source.Port),
                digests = Column(trap => trap.Digest),
                outcomes = Column(trap => Text(trap.Outcome)),
                reasons = Column(trap => trap.Reason),
                instanceIds = Column(trap => IdsText(trap.InstanceIds)),
                datagrams = Column(trap => trap.Datagram),
                rules = Column(trap => trap.RuleId),
            };
            await connection.ExecuteAsync(new CommandDefinition(all, columns, transaction, cancellationToken: cancellationToken));
            return;
        }

        await RowStatement.RunAsync(
            connection,
            transaction,
            $"INSERT INTO trap_events ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9) ON CONFLICT (id) DO NOTHING",
            traps.Select(trap => new object?[]
            {
                trap.Id, DatabaseTime.ToDatabase(trap.ReceivedAt), trap.Source.Address.ToString(), trap.Source.Port, trap.Digest, Text(trap.Outcome), trap.Reason,
                IdsText(trap.InstanceIds), trap.Datagram, trap.RuleId,
            }),
            cancellationToken);

        T[] Column<T>(Func<StoredTrap, T> value) => [.. traps.Select(value)];
    }

    /// <summary>As the columns are named.</summary>
    private sealed class Row
    {
        public string Id { get; set; } = "";

        public long Received_At { get; set; }

        public string Source { get; set; } = "";

        public int Source_Port { get; set; }

        public string Digest { get; set; } = "";

        public string Outcome { get; set; } = "";

        public string? Reason { get; set; }

        public string? Instance_Ids { get; set; }

        public byte[] Datagram { get; set; } = [];

        public string? Rule_Id { get; set; }

        public long Collapsed { get; set; }
    }
}
