using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Scheduling;

/// <summary>Starts workflows at their times. The idempotency key holds the fire time, so that every time starts once, also after a crash between start and advance.</summary>
internal sealed partial class ScheduleService(
    IScheduleStore schedules,
    IWorkflowStore instances,
    IWorkflowRuntime runtime,
    ScheduleSignal signal,
    RuntimeGate gate,
    IIntake intake,
    TimeProvider timeProvider,
    ILogger<ScheduleService> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.WaitUntilOpenAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await intake.WaitUntilOpenAsync(stoppingToken);
            var wait = TimeSpan.FromSeconds(1);
            try
            {
                wait = await FireDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, e);
            }

            await signal.WaitAsync(wait, timeProvider, stoppingToken);
        }
    }

    private async ValueTask<TimeSpan> FireDueAsync(CancellationToken stoppingToken)
    {
        var now = timeProvider.GetUtcNow();
        var wait = LongestWait;
        foreach (var row in await schedules.ListAsync(stoppingToken))
        {
            if (row.IsPaused)
                continue;
            var next = row.NextFireAt;
            if (next <= now)
            {
                try
                {
                    next = await FireDueAsync(row, now, stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogScheduleFailed(logger, e, row.Id); // The others have their times too.
                    next = now + Pause;
                }
            }

            if (next is not null && next - now < wait)
                wait = next.Value - now;
        }

        return wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1);
    }

    /// <summary>Gives when to look at the schedule again; null: never.</summary>
    private async ValueTask<DateTimeOffset?> FireDueAsync(ScheduleRow row, DateTimeOffset now, CancellationToken stoppingToken)
    {
        var (due, next) = ScheduleCalculator.Due(row, now);
        var at = row.NextFireAt!.Value;
        for (var i = 0; i < due.Count; i++)
        {
            if (await instances.FindByIdempotencyKeyAsync(ScheduleStart.Key(row, due[i]), stoppingToken) is not null)
            {
                // It started before an interruption: it is not in its own way.
            }
            else if (!await MakeRoomAsync(row, stoppingToken))
            {
                if (row.Overlap == OverlapPolicy.Queue)
                    return now + Pause;
                LogOverlap(logger, row.Id, due[i]);
            }
            else
            {
                await FireAsync(row, due[i], stoppingToken);
            }

            var following = i + 1 < due.Count ? due[i + 1] : next;
            if (!await schedules.AdvanceAsync(row.Id, at, following, stoppingToken))
                return now; // It was changed meanwhile: look again.
            at = following ?? at;
        }

        if (due.Count == 0)
            await schedules.AdvanceAsync(row.Id, at, next, stoppingToken);
        return next;
    }

    /// <summary>Applies the overlap policy; false: not now.</summary>
    private async ValueTask<bool> MakeRoomAsync(ScheduleRow row, CancellationToken stoppingToken)
    {
        if (row.Overlap == OverlapPolicy.Allow)
            return true;
        while (true)
        {
            var running = await instances.ListAsync(
                new InstanceFilter { DefinitionId = row.DefinitionId, Tenant = row.Tenant, Statuses = [WorkflowStatus.Running], PageSize = 100 }, stoppingToken);
            if (row.Overlap != OverlapPolicy.CancelOld || running.Items.Count == 0)
                return running.Items.Count == 0;
            foreach (var old in running.Items)
                await runtime.CancelAsync(old.Id, stoppingToken);
        }
    }

    private async ValueTask FireAsync(ScheduleRow row, DateTimeOffset fire, CancellationToken stoppingToken)
    {
        await runtime.StartAsync(ScheduleStart.Of(row, fire), stoppingToken);
        LogFired(logger, row.Id, fire);
    }

    [LoggerMessage(2111, LogLevel.Error, "A schedule could not be fired; trying again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(2113, LogLevel.Error, "Schedule {ScheduleId} could not be fired; trying again.")]
    private static partial void LogScheduleFailed(ILogger logger, Exception exception, string scheduleId);

    [LoggerMessage(2114, LogLevel.Information, "Schedule {ScheduleId} leaves out {FireTime}: an earlier instance still runs.")]
    private static partial void LogOverlap(ILogger logger, string scheduleId, DateTimeOffset fireTime);

    [LoggerMessage(2112, LogLevel.Debug, "Schedule {ScheduleId} fired for {FireTime}.")]
    private static partial void LogFired(ILogger logger, string scheduleId, DateTimeOffset fireTime);
}
