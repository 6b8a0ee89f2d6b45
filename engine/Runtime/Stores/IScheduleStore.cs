namespace Orchestrator.Runtime.Stores;

/// <summary>Schedules of published Timer, Cron and StartAt triggers.</summary>
public interface IScheduleStore
{
    ValueTask<IReadOnlyList<ScheduleRow>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Replaces all schedules of a definition; a row that keeps its id and expression keeps its next fire time, and one
    /// that keeps its id stays paused.</summary>
    ValueTask ReplaceAsync(string definitionId, IReadOnlyCollection<ScheduleRow> rows, CancellationToken cancellationToken);

    /// <summary>Moves a schedule on, if its next fire time is still the expected one.</summary>
    ValueTask<bool> AdvanceAsync(string id, DateTimeOffset expectedFire, DateTimeOffset? nextFire, CancellationToken cancellationToken);

    /// <summary>Pauses a schedule, or lets it fire again from a time on; false when it is unknown.</summary>
    ValueTask<bool> PauseAsync(string id, bool isPaused, DateTimeOffset? nextFire, CancellationToken cancellationToken);
}
