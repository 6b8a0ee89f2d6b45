using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Runtime.Telemetry;

namespace Orchestrator.Runtime.Scheduling;

/// <summary>Resumes bookmarks whose time has come. The resumption burns the bookmark under the instance's revision, so a timer fires once.</summary>
internal sealed partial class TimerService(IWorkflowStore store, IWorkflowRuntime runtime, TimerSignal signal, RuntimeGate gate, IIntake intake, TimeProvider timeProvider, RuntimeInstruments instruments, ILogger<TimerService> logger)
    : BackgroundService
{
    /// <summary>Resumptions at the same time: enough to fill commits, few enough that what waits stays in the database.</summary>
    private const int MostInFlight = 1024;

    /// <summary>More are read when fewer are left.</summary>
    private const int LowWater = 256;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Between looks while all that is due is in flight, as when a timer cannot be resumed: the others shall not be late for it, nor the database be kept busy.</summary>
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
            return Pause;
        signal.Expect(null); // What is committed from here on wakes the loop.
        var now = timeProvider.GetUtcNow();
        var limit = MostInFlight + inFlight.Count;
        var due = await store.FindDueTimersAsync(now, limit, stoppingToken);
        var fired = 0;
        foreach (var row in due)
        {
            if (!inFlight.TryAdd(row.Bookmark.Id, true))
                continue;
            fired++;
            _ = FireAsync(row, stoppingToken);
        }

        if (due.Count == limit)
            return Pause; // Those in flight wake the loop when few are left.
        if (due.Count > 0)
            return fired > 0 ? TimeSpan.FromMilliseconds(5) : Busy;
        var next = await store.NextTimerAsync(stoppingToken);
        signal.Expect(next);
        var wait = next is { } time ? time - now : LongestWait;
        return wait > LongestWait ? LongestWait : wait;
    }

    private async Task FireAsync(BookmarkRow row, CancellationToken stoppingToken)
    {
        try
        {
            if (!await runtime.ResumeBookmarkAsync(row.InstanceId, row.Bookmark.Id, null, stoppingToken))
                await Task.Delay(Pause, timeProvider, CancellationToken.None); // Somebody else has resumed or cancelled it; its row goes, or is looked at again later.
            else if (row.Bookmark.DueAt is { } due)
                instruments.Fired(timeProvider.GetUtcNow() - due);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return; // The timer fires after the next start.
        }
        catch (IntakeSuspendedException)
        {
            await Task.Delay(Pause, timeProvider, CancellationToken.None); // The timer fires when intake goes on.
        }
        catch (Exception e)
        {
            LogTimerFailed(logger, e, row.InstanceId, row.Bookmark.Id);
            await Task.Delay(Pause, timeProvider, CancellationToken.None);
        }

        inFlight.TryRemove(row.Bookmark.Id, out _);
        if (inFlight.Count == LowWater || inFlight.IsEmpty)
            signal.Set();
    }

    [LoggerMessage(2101, LogLevel.Error, "Due timers could not be read; trying again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(2102, LogLevel.Error, "Timer {BookmarkId} of instance {InstanceId} could not be resumed; trying again.")]
    private static partial void LogTimerFailed(ILogger logger, Exception exception, string instanceId, string bookmarkId);
}
