using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Torture.Memory;

/// <summary>Schedules in memory.</summary>
public sealed class MemoryScheduleStore(MemoryDatabase database) : IScheduleStore
{
    public ValueTask<IReadOnlyList<ScheduleRow>> ListAsync(CancellationToken cancellationToken)
    {
        lock (database.Gate)
            return ValueTask.FromResult<IReadOnlyList<ScheduleRow>>([.. database.Schedules.Values.OrderBy(s => s.Id, StringComparer.Ordinal)]);
    }

    public ValueTask ReplaceAsync(string definitionId, IReadOnlyCollection<ScheduleRow> rows, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            foreach (var gone in database.Schedules.Values.Where(s => s.DefinitionId == definitionId && rows.All(r => r.Id != s.Id)).Select(s => s.Id).ToList())
                database.Schedules.Remove(gone);
            foreach (var row in rows)
            {
                var keeps = database.Schedules.TryGetValue(row.Id, out var old) && old.Kind == row.Kind && old.Expression == row.Expression && old.TimeZone == row.TimeZone;
                database.Schedules[row.Id] = keeps ? row with { NextFireAt = old!.NextFireAt, IsPaused = old.IsPaused } : row with { IsPaused = old?.IsPaused ?? false };
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> AdvanceAsync(string id, DateTimeOffset expectedFire, DateTimeOffset? nextFire, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            if (!database.Schedules.TryGetValue(id, out var row) || row.NextFireAt != expectedFire)
                return ValueTask.FromResult(false);
            database.Schedules[id] = row with { NextFireAt = nextFire };
            return ValueTask.FromResult(true);
        }
    }

    public ValueTask<bool> PauseAsync(string id, bool isPaused, DateTimeOffset? nextFire, CancellationToken cancellationToken)
    {
        lock (database.Gate)
        {
            if (!database.Schedules.TryGetValue(id, out var row))
                return ValueTask.FromResult(false);
            database.Schedules[id] = row with { IsPaused = isPaused, NextFireAt = nextFire };
            return ValueTask.FromResult(true);
        }
    }
}
