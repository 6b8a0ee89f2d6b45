using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Core;
using Orchestrator.Runtime.Execution;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Runtime.Telemetry;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Scheduling;

/// <summary>
/// Resumes bookmarks whose time has come: all that are due of an instance in one burst and one commit, so that an instance with thousands of waits is loaded and written once.
/// The burst burns the bookmarks under the instance's revision, so each fires once.
/// </summary>
internal sealed partial class TimerService(
    IWorkflowStore store, InstanceExecutor executor, WorkflowRunner runner, TimerSignal signal, RuntimeGate gate, IIntake intake, TimeProvider timeProvider, RuntimeInstruments instruments,
    ILogger<TimerService> logger)
    : BackgroundService
{
    /// <summary>Timers that are read at once: enough to fill commits, few enough that what waits stays in the database.</summary>
    private const int MostAtOnce = 1024;

    /// <summary>More are read when fewer instances are in flight.</summary>
    private const int LowWater = 256;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Between looks while all that is due belongs to instances in flight: what came due behind their backs shall not be late, nor the database be kept busy.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, bool> inFlight = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.WaitUntilOpenAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await intake.WaitUntilOpenAsync(stoppingToken);
            TimeSpan wait;
            try
            {
                wait = await FireDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, e);
                wait = Pause;
            }

            await signal.WaitAsync(wait, timeProvider, stoppingToken);
        }
    }

    private async ValueTask<TimeSpan> FireDueAsync(CancellationToken stoppingToken)
    {
        if (inFlight.Count > LowWater)
            return Pause; // Those in flight wake the loop when few are left.
        signal.Expect(null); // What is committed from here on wakes the loop.
        var now = timeProvider.GetUtcNow();
        var due = await store.FindDueTimersAsync(now, MostAtOnce, [.. inFlight.Keys], stoppingToken);
        foreach (var row in due)
        {
            if (inFlight.TryAdd(row.InstanceId, true))
                _ = FireAsync(row.InstanceId, stoppingToken);
        }

        if (due.Count > 0)
            return TimeSpan.FromMilliseconds(5);
        var next = await store.NextTimerAsync(stoppingToken);
        if (next <= now)
            return Busy;
        signal.Expect(next);
        var wait = next is { } time ? time - now : LongestWait;
        return wait > LongestWait ? LongestWait : wait;
    }

    private async Task FireAsync(string instanceId, CancellationToken stoppingToken)
    {
        try
        {
            if (await ResumeDueAsync(instanceId, stoppingToken) is not { Count: > 0 } resumed)
                await Task.Delay(Pause, timeProvider, CancellationToken.None); // Somebody else has resumed or cancelled them; their rows go, or are looked at again later.
            else
                Record(resumed);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return; // The timers fire after the next start.
        }
        catch (IntakeSuspendedException)
        {
            await Task.Delay(Pause, timeProvider, CancellationToken.None); // The timers fire when intake goes on.
        }
        catch (Exception e)
        {
            LogTimerFailed(logger, e, instanceId);
            await Task.Delay(Pause, timeProvider, CancellationToken.None);
        }

        inFlight.TryRemove(instanceId, out _);
        if (inFlight.Count == LowWater || inFlight.IsEmpty)
            signal.Set();
    }

    /// <summary>Resumes all timers of an instance that are due when it is loaded; gives those whose end is durable.</summary>
    private async ValueTask<IReadOnlyList<Bookmark>> ResumeDueAsync(string instanceId, CancellationToken cancellationToken)
    {
        intake.ThrowIfSuspended();
        IReadOnlyList<Bookmark> due = [];
        var handle = await executor.ContinueAsync(
            instanceId,
            run =>
            {
                due = runner.ResumeDue(run, timeProvider.GetUtcNow());
                return ValueTask.FromResult(due.Count > 0);
            },
            cancellationToken);
        return handle is not null && await handle.FirstCommit.WaitAsync(cancellationToken) == CommitOutcome.Committed ? due : [];
    }

    private void Record(IReadOnlyList<Bookmark> fired)
    {
        var now = timeProvider.GetUtcNow();
        foreach (var bookmark in fired)
        {
            if (bookmark.DueAt is { } due)
                instruments.Fired(now - due);
        }
    }

    [LoggerMessage(2101, LogLevel.Error, "Due timers could not be read; trying again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(2102, LogLevel.Error, "Due timers of instance {InstanceId} could not be resumed; trying again.")]
    private static partial void LogTimerFailed(ILogger logger, Exception exception, string instanceId);
}
