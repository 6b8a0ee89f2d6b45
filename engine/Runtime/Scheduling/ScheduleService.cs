using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Scheduling;

/// <summary>Starts workflows at their times. The idempotency key holds the fire time, so that every time starts once, also after a crash between start and advance.</summary>
internal sealed partial class ScheduleService(
    IScheduleStore schedules,
    IWorkflowRuntime runtime,
    ScheduleSignal signal,
    RuntimeGate gate,
    IIntake intake,
    TimeProvider timeProvider,
    ILogger<ScheduleService> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

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
            if (row.IsPaused || row.NextFireAt is not { } fire)
                continue;
            if (fire <= now)
            {
                await FireAsync(row, fire, stoppingToken);
                fire = ScheduleCalculator.Next(row.Kind, row.Expression, now, isFirst: false) ?? DateTimeOffset.MaxValue;
                await schedules.AdvanceAsync(row.Id, row.NextFireAt.Value, fire == DateTimeOffset.MaxValue ? null : fire, stoppingToken);
            }

            if (fire - now < wait)
                wait = fire - now;
        }

        return wait;
    }

    private async ValueTask FireAsync(ScheduleRow row, DateTimeOffset fire, CancellationToken stoppingToken)
    {
        var stamp = fire.ToString("yyyyMMdd'T'HHmmss.ffffff'Z'", CultureInfo.InvariantCulture);
        await runtime.StartAsync(
            new StartWorkflow
            {
                DefinitionId = row.DefinitionId,
                TriggerActivityId = row.ActivityId,
                Tenant = row.Tenant,
                IdempotencyKey = $"schedule:{row.Id}:{stamp}",
                StimulusInput = new Dictionary<string, object?> { ["scheduledAt"] = fire },
            },
            stoppingToken);
        LogFired(logger, row.Id, fire);
    }

    [LoggerMessage(2111, LogLevel.Error, "A schedule could not be fired; trying again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(2112, LogLevel.Debug, "Schedule {ScheduleId} fired for {FireTime}.")]
    private static partial void LogFired(ILogger logger, string scheduleId, DateTimeOffset fireTime);
}
