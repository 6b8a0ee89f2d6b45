using System.Data.Common;
using System.Net;
using Dapper;
using Orchestrator.Activities.Messaging.Snmp.Spooling;
using Orchestrator.Activities.Messaging.Snmp.Storms;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Messaging.Snmp.Storing;

/// <summary>Table <c>trap_alerts</c>. Safe for concurrent use.</summary>
internal sealed class AlertStore(IDatabase database)
{
    private const string Columns =
        "alert_key, first_at, last_at, quiet, seen, delivered, delivered_mask, event_id, transitions, collapsed, held_id, held_at, held_source, held_port, held_datagram";

    /// <summary>Alerts that may still repeat: those with a held trap, and those heard of since.</summary>
    public async Task<IReadOnlyList<AlertState>> FindOpenAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM trap_alerts WHERE held_id IS NOT NULL OR last_at + quiet > @now", new { now = DatabaseTime.ToDatabase(now) }, cancellationToken: cancellationToken));
        return [.. rows.Select(ToState)];
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<AlertState>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM trap_alerts ORDER BY last_at DESC LIMIT @limit", new { limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(ToState)];
    }

    /// <summary>Writes alerts, and counts what was folded into their traps, within a transaction.</summary>
    public static async Task SaveAsync(DatabaseKind kind, DbConnection connection, DbTransaction transaction, IReadOnlyList<AlertState> alerts, CancellationToken cancellationToken)
    {
        const string update = """
            ON CONFLICT (alert_key) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at, quiet = excluded.quiet, seen = excluded.seen,
              delivered = excluded.delivered, delivered_mask = excluded.delivered_mask, event_id = excluded.event_id, transitions = excluded.transitions,
              collapsed = excluded.collapsed, held_id = excluded.held_id, held_at = excluded.held_at, held_source = excluded.held_source, held_port = excluded.held_port,
              held_datagram = excluded.held_datagram
            """;
        if (alerts.Count == 0)
            return;
        if (kind == DatabaseKind.PostgreSql)
        {
            const string upsert = $"""
                INSERT INTO trap_alerts ({Columns})
                SELECT * FROM unnest(@keys, @firsts, @lasts, @quiets, @seens, @delivereds, @masks, @events, @transitions, @collapsed, @heldIds, @heldAts, @heldSources, @heldPorts, @held)
                {update}
                """;
            await connection.ExecuteAsync(new CommandDefinition(upsert, Arrays(alerts), transaction, cancellationToken: cancellationToken));
        }
        else
        {
            const string upsert = $"""
                INSERT INTO trap_alerts ({Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14)
                {update}
                """;
            await RowStatement.RunAsync(connection, transaction, upsert, alerts.Select(Values), cancellationToken);
        }

        var counted = alerts.Where(alert => alert.NewlyCollapsed > 0).Select(alert => new { alert.NewlyCollapsed, alert.EventId }).ToList();
        if (counted.Count > 0)
            await connection.ExecuteAsync(new CommandDefinition("UPDATE trap_events SET collapsed = collapsed + @NewlyCollapsed WHERE id = @EventId", counted, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>Deletes all but the newest that hold nothing.</summary>
    public async Task TrimAsync(int keepLast, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM trap_alerts WHERE held_id IS NULL AND last_at < (SELECT last_at FROM trap_alerts ORDER BY last_at DESC LIMIT 1 OFFSET @keepLast)",
            new { keepLast },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    private static object?[] Values(AlertState alert) =>
    [
        alert.Key, DatabaseTime.ToDatabase(alert.FirstAt), DatabaseTime.ToDatabase(alert.LastAt), alert.Quiet.Ticks / 10, (int)alert.Seen, (int)alert.Delivered,
        alert.DeliveredMask, alert.EventId, alert.Transitions, alert.Collapsed, alert.Held?.Id, HeldAt(alert), alert.Held?.Source.Address.ToString(), alert.Held?.Source.Port,
        alert.Held?.Datagram,
    ];

    /// <summary>The columns of many alerts, as PostgreSQL takes them.</summary>
    private static object Arrays(IReadOnlyList<AlertState> alerts)
    {
        return new
        {
            keys = Column(alert => alert.Key),
            firsts = Column(alert => DatabaseTime.ToDatabase(alert.FirstAt)),
            lasts = Column(alert => DatabaseTime.ToDatabase(alert.LastAt)),
            quiets = Column(alert => alert.Quiet.Ticks / 10),
            seens = Column(alert => (int)alert.Seen),
            delivereds = Column(alert => (int)alert.Delivered),
            masks = Column(alert => alert.DeliveredMask),
            events = Column(alert => alert.EventId),
            transitions = Column(alert => alert.Transitions),
            collapsed = Column(alert => alert.Collapsed),
            heldIds = Column(alert => alert.Held?.Id),
            heldAts = Column(HeldAt),
            heldSources = Column(alert => alert.Held?.Source.Address.ToString()),
            heldPorts = Column(alert => alert.Held?.Source.Port),
            held = Column(alert => alert.Held?.Datagram),
        };

        T[] Column<T>(Func<AlertState, T> value) => [.. alerts.Select(value)];
    }

    private static long? HeldAt(AlertState alert) => alert.Held is { } held ? DatabaseTime.ToDatabase(held.ReceivedAt) : null;

    private static AlertState ToState(Row row) => new()
    {
        Key = row.Alert_Key,
        FirstAt = DatabaseTime.FromDatabase(row.First_At),
        LastAt = DatabaseTime.FromDatabase(row.Last_At),
        Quiet = TimeSpan.FromTicks(row.Quiet * 10),
        Seen = (AlertPhase)row.Seen,
        Delivered = (AlertPhase)row.Delivered,
        DeliveredMask = row.Delivered_Mask,
        EventId = row.Event_Id,
        Transitions = row.Transitions,
        Collapsed = row.Collapsed,
        Held = row.Held_Id is null
            ? null
            : new SpooledTrap
            {
                Id = row.Held_Id,
                ReceivedAt = DatabaseTime.FromDatabase(row.Held_At!.Value),
                Source = new IPEndPoint(IPAddress.Parse(row.Held_Source!), row.Held_Port!.Value),
                Datagram = row.Held_Datagram!,
                IsRecovered = true,
            },
    };

    /// <summary>As the columns are named.</summary>
    private sealed class Row
    {
        public string Alert_Key { get; set; } = "";

        public long First_At { get; set; }

        public long Last_At { get; set; }

        public long Quiet { get; set; }

        public int Seen { get; set; }

        public int Delivered { get; set; }

        public int Delivered_Mask { get; set; }

        public string Event_Id { get; set; } = "";

        public int Transitions { get; set; }

        public long Collapsed { get; set; }

        public string? Held_Id { get; set; }

        public long? Held_At { get; set; }

        public string? Held_Source { get; set; }

        public int? Held_Port { get; set; }

        public byte[]? Held_Datagram { get; set; }
    }
}
