using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Scheduling;

internal sealed class Schedules(IScheduleStore store, IWorkflowStore instances, IWorkflowRuntime runtime, ScheduleSignal signal, TimeProvider timeProvider) : ISchedules
{
    public ValueTask<IReadOnlyList<ScheduleRow>> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);

    public IReadOnlyList<DateTimeOffset> Upcoming(ScheduleRow schedule, int count)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var times = new List<DateTimeOffset>();
        for (var next = schedule.IsPaused ? null : schedule.NextFireAt; next is { } time && times.Count < count;)
        {
            times.Add(time);
            next = ScheduleCalculator.Next(schedule, time);
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
            : ScheduleCalculator.Next(schedule, timeProvider.GetUtcNow());
        var found = await store.PauseAsync(scheduleId, isPaused: false, next, cancellationToken);
        signal.Set();
        return found;
    }

    public async ValueTask<BackfillResult?> BackfillAsync(string scheduleId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (await FindAsync(scheduleId, cancellationToken) is not { } schedule)
            return null;
        var times = ScheduleCalculator.Within(schedule, from, to).Take(ISchedules.MostFireTimes + 1).ToList();
        if (times.Count > ISchedules.MostFireTimes)
            return null;
        var (started, known) = (new List<BackfilledTime>(), new List<BackfilledTime>());
        foreach (var fire in times)
        {
            if (await instances.FindByIdempotencyKeyAsync(ScheduleStart.Key(schedule, fire), cancellationToken) is { } earlier)
                known.Add(new BackfilledTime(fire, earlier));
            else
                started.Add(new BackfilledTime(fire, await runtime.StartAsync(ScheduleStart.Of(schedule, fire), cancellationToken)));
        }

        return new BackfillResult(started, known);
    }

    private async ValueTask<ScheduleRow?> FindAsync(string scheduleId, CancellationToken cancellationToken) =>
        (await store.ListAsync(cancellationToken)).FirstOrDefault(schedule => schedule.Id == scheduleId);
}
