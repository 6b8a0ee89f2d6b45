using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Scheduling;

/// <summary>Schedules of published definitions, for operators. Knows no tenants: check before.</summary>
public interface ISchedules
{
    /// <summary>All schedules in order of id.</summary>
    ValueTask<IReadOnlyList<ScheduleRow>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The next times at which a schedule fires, at most <paramref name="count"/>; none while it is paused.</summary>
    IReadOnlyList<DateTimeOffset> Upcoming(ScheduleRow schedule, int count);

    /// <summary>Lets a schedule fire no more until it is resumed; what was started goes on. False when it is unknown.</summary>
    ValueTask<bool> PauseAsync(string scheduleId, CancellationToken cancellationToken);

    /// <summary>Lets a schedule fire again, from now on: times that passed meanwhile are not made up for, except that of a one-shot. False when it is unknown.</summary>
    ValueTask<bool> ResumeAsync(string scheduleId, CancellationToken cancellationToken);

    /// <summary>
    /// Starts the fire times of a period that have not started yet, from its begin to before its end, each once however often it is asked for. Overlap and misfire
    /// policies do not apply: the period was asked for. Null: no such schedule, or the period has more than <see cref="MostFireTimes"/> fire times.
    /// </summary>
    ValueTask<BackfillResult?> BackfillAsync(string scheduleId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Fire times that one back-fill starts at most.</summary>
    const int MostFireTimes = 1000;
}
