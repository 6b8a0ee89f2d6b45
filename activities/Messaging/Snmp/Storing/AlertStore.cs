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
    public static async Task SaveAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<AlertState> alerts, CancellationToken cancellationToken)
    {
        const string upsert = $"""
            INSERT INTO trap_alerts ({Columns})
            VALUES (@Key, @FirstAt, @LastAt, @Quiet, @Seen, @Delivered, @DeliveredMask, @EventId, @Transitions, @Collapsed, @HeldId, @HeldAt, @HeldSource, @HeldPort, @HeldDatagram)
            ON CONFLICT (alert_key) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at, quiet = excluded.quiet, seen = excluded.seen,
              delivered = excluded.delivered, delivered_mask = excluded.delivered_mask, event_id = excluded.event_id, transitions = excluded.transitions,
              collapsed = excluded.collapsed, held_id = excluded.held_id, held_at = excluded.held_at, held_source = excluded.held_source, held_port = excluded.held_port,
              held_datagram = excluded.held_datagram
            """;
        if (alerts.Count == 0)
            return;
        await connection.ExecuteAsync(new CommandDefinition(upsert, alerts.Select(Parameters), transaction, cancellationToken: cancellationToken));
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

    private static object Parameters(AlertState alert) => new
    {
        alert.Key,
        FirstAt = DatabaseTime.ToDatabase(alert.FirstAt),
        LastAt = DatabaseTime.ToDatabase(alert.LastAt),
        Quiet = alert.Quiet.Ticks / 10,
        Seen = (int)alert.Seen,
        Delivered = (int)alert.Delivered,
        alert.DeliveredMask,
        alert.EventId,
        alert.Transitions,
        alert.Collapsed,
        HeldId = alert.Held?.Id,
        HeldAt = alert.Held is { } held ? DatabaseTime.ToDatabase(held.ReceivedAt) : (long?)null,
        HeldSource = alert.Held?.Source.Address.ToString(),
        HeldPort = alert.Held?.Source.Port,
        HeldDatagram = alert.Held?.Datagram,
    };

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
