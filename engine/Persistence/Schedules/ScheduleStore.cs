using System.Data.Common;
using Dapper;
using Orchestrator.Core.Activities;
using Orchestrator.Persistence.Databases;
using Orchestrator.Runtime.Stores;
using static Orchestrator.Runtime.Stores.DatabaseTime;

namespace Orchestrator.Persistence.Schedules;

internal sealed class ScheduleStore(Database database) : IScheduleStore
{
    private const string Columns = "id, definition_id, activity_id, tenant, kind, expression, next_fire_at, is_paused, time_zone, misfire, overlap";

    public async ValueTask<IReadOnlyList<ScheduleRow>> ListAsync(CancellationToken cancellationToken) =>
        await database.QueryAsync($"SELECT {Columns} FROM schedules ORDER BY id", null, Read, cancellationToken);

    public async ValueTask ReplaceAsync(string definitionId, IReadOnlyCollection<ScheduleRow> rows, CancellationToken cancellationToken)
    {
        // The rows stay in place and only differences are written, so that an advance at the same time is not lost.
        const string upsert = $"""
            INSERT INTO schedules ({Columns}) VALUES (@Id, @DefinitionId, @ActivityId, @Tenant, @Kind, @Expression, @NextFireAt, 0, @TimeZone, @Misfire, @Overlap)
            ON CONFLICT (id) DO UPDATE SET definition_id = excluded.definition_id, activity_id = excluded.activity_id, tenant = excluded.tenant,
                next_fire_at = CASE WHEN schedules.kind = excluded.kind AND schedules.expression = excluded.expression AND schedules.time_zone = excluded.time_zone
                    THEN schedules.next_fire_at ELSE excluded.next_fire_at END,
                kind = excluded.kind, expression = excluded.expression, time_zone = excluded.time_zone, misfire = excluded.misfire, overlap = excluded.overlap
            """;
        await database.WriteAsync(
            async (connection, transaction) =>
            {
                var ids = rows.Select(row => row.Id).ToArray();
                var except = ids.Length == 0 ? "" : $" AND NOT ({database.In("id", "@ids")})";
                await connection.ExecuteAsync(new CommandDefinition(
                    $"DELETE FROM schedules WHERE definition_id = @definitionId{except}", new { definitionId, ids }, transaction, cancellationToken: cancellationToken));
                foreach (var r in rows.OrderBy(row => row.Id, StringComparer.Ordinal))
                {
                    var row = new
                    {
                        r.Id,
                        DefinitionId = definitionId,
                        r.ActivityId,
                        r.Tenant,
                        r.Kind,
                        r.Expression,
                        NextFireAt = Time(r.NextFireAt),
                        r.TimeZone,
                        Misfire = r.Misfire.ToString(),
                        Overlap = r.Overlap.ToString(),
                    };
                    await connection.ExecuteAsync(new CommandDefinition(upsert, row, transaction, cancellationToken: cancellationToken));
                }

                return rows.Count;
            },
            cancellationToken);
    }

    public async ValueTask<bool> AdvanceAsync(string id, DateTimeOffset expectedFire, DateTimeOffset? nextFire, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "UPDATE schedules SET next_fire_at = @nextFire WHERE id = @id AND next_fire_at = @expectedFire",
            new { id, nextFire = Time(nextFire), expectedFire = ToDatabase(expectedFire) },
            cancellationToken) == 1;

    public async ValueTask<bool> PauseAsync(string id, bool isPaused, DateTimeOffset? nextFire, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "UPDATE schedules SET is_paused = @isPaused, next_fire_at = @nextFire WHERE id = @id",
            new { id, isPaused = isPaused ? 1 : 0, nextFire = Time(nextFire) },
            cancellationToken) == 1;

    private static long? Time(DateTimeOffset? time) => time is { } value ? ToDatabase(value) : null;

    private static ScheduleRow Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        DefinitionId = row.GetString(1),
        ActivityId = row.GetString(2),
        Tenant = row.GetString(3),
        Kind = row.GetString(4),
        Expression = row.GetString(5),
        NextFireAt = row.TimeOrNull(6),
        IsPaused = row.GetInt32(7) != 0,
        TimeZone = row.GetString(8),
        Misfire = Enum.Parse<MisfirePolicy>(row.GetString(9)),
        Overlap = Enum.Parse<OverlapPolicy>(row.GetString(10)),
    };
}
