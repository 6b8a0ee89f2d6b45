using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Scheduling;

internal sealed class Schedules(IScheduleStore store, ScheduleSignal signal, TimeProvider timeProvider) : ISchedules
{
    public ValueTask<IReadOnlyList<ScheduleRow>> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);

    public IReadOnlyList<DateTimeOffset> Upcoming(ScheduleRow schedule, int count)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var times = new List<DateTimeOffset>();
        for (var next = schedule.IsPaused ? null : schedule.NextFireAt; next is { } time && times.Count < count;)
        {
            times.Add(time);
            next = ScheduleCalculator.Next(schedule.Kind, schedule.Expression, time, isFirst: false);
        }

        return times;
    }

    public async ValueTask<bool> PauseAsync(string scheduleId, CancellationToken cancellationToken) =>
        await FindAsync(scheduleId, cancellationToken) is { } schedule && await store.PauseAsync(scheduleId, isPaused: true, schedule.NextFireAt, cancellationToken);

    public async ValueTask<bool> ResumeAsync(string scheduleId, CancellationToken cancellationToken)
    {
        if (await FindAsync(scheduleId, cancellationToken) is not { } schedule)
            return false;
        var next = !schedule.IsPaused || schedule.Kind == "once"
            ? schedule.NextFireAt
            : ScheduleCalculator.Next(schedule.Kind, schedule.Expression, timeProvider.GetUtcNow(), isFirst: false);
        var found = await store.PauseAsync(scheduleId, isPaused: false, next, cancellationToken);
        signal.Set();
        return found;
    }

    private async ValueTask<ScheduleRow?> FindAsync(string scheduleId, CancellationToken cancellationToken) =>
        (await store.ListAsync(cancellationToken)).FirstOrDefault(schedule => schedule.Id == scheduleId);
}
