using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Core;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Outbox;
using Orchestrator.Runtime.Scheduling;
using Orchestrator.Runtime.Stores;
using Orchestrator.Runtime.Telemetry;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Execution;

/// <summary>Runs bursts: one per instance at a time, each commit conditional on the revision, messages out after the commit.</summary>
internal sealed partial class InstanceExecutor(
    WorkflowRunner runner,
    IWorkflowStore store,
    IDefinitionService definitions,
    OutboxPump outbox,
    TimerSignal timers,
    IEnumerable<ICommitObserver> observers,
    RecoveryQueue recovery,
    IIdGenerator ids,
    TimeProvider timeProvider,
    RuntimeInstruments instruments,
    IHostApplicationLifetime lifetime,
    ILogger<InstanceExecutor> logger)
{
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(1);
    private const int CancelAttempts = 20;
    private static readonly IReadOnlyDictionary<string, string> NoWorkflows = new Dictionary<string, string>();

    private readonly InstanceLocks locks = new();
    private readonly ICommitObserver[] observers = [.. observers];
    private readonly ConcurrentDictionary<string, Burst> atWork = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> background = new();

    /// <summary>
    /// Runs a new instance; see <see cref="BurstHandle"/> for what to wait for. The burst begins on the thread of the caller, who waits for its first commit or its end anyway.
    /// </summary>
    public async ValueTask<BurstHandle> StartAsync(WorkflowRun run, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var held = await locks.AcquireAsync(run.Id, cancellationToken);
        return Begin(new Burst(run, idempotencyKey), held, beginsHere: true);
    }

    /// <summary>Loads an instance, lets <paramref name="prepare"/> queue work and runs it; null when the instance is unknown or there is nothing to do.</summary>
    public ValueTask<BurstHandle?> ContinueAsync(string instanceId, Func<WorkflowRun, ValueTask<bool>> prepare, CancellationToken cancellationToken) =>
        ContinueAsync(instanceId, null, prepare, cancellationToken);

    /// <summary>As above; nothing is kept when the idempotency key is known.</summary>
    public async ValueTask<BurstHandle?> ContinueAsync(
        string instanceId, string? idempotencyKey, Func<WorkflowRun, ValueTask<bool>> prepare, CancellationToken cancellationToken)
    {
        var held = await locks.AcquireAsync(instanceId, cancellationToken);
        try
        {
            var run = await LoadAsync(instanceId, cancellationToken);
            if (run is null || !await prepare(run))
            {
                held.Dispose();
                return null;
            }

            return Begin(new Burst(run, idempotencyKey), held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Loads an instance, changes it without running it, and commits; false when it is unknown or there is nothing to do.</summary>
    public async ValueTask<bool> ChangeAsync(string instanceId, Func<WorkflowRun, ValueTask<bool>> change, CancellationToken cancellationToken)
    {
        using var held = await locks.AcquireAsync(instanceId, cancellationToken);
        return await ChangeUnguardedAsync(instanceId, change, cancellationToken);
    }

    /// <summary>
    /// Interrupts the burst of an instance and changes the instance. A burst that does not heed its token is given a second; then its next commit is refused, because the
    /// revision has moved on.
    /// </summary>
    public async ValueTask<bool> OverrideAsync(string instanceId, Func<WorkflowRun, ValueTask<bool>> change, CancellationToken cancellationToken)
    {
        Interrupt(instanceId);
        using var held = await locks.TryAcquireAsync(instanceId, CancelPatience, timeProvider, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ChangeUnguardedAsync(instanceId, change, cancellationToken);
            }
            catch (RunAbortedException) when (attempt < CancelAttempts)
            {
                // A burst has committed in between, here or on another node: look at what it left.
            }
        }
    }

    /// <summary>Instances whose bursts are at work in this process.</summary>
    public ICollection<string> AtWork => atWork.Keys;

    private async ValueTask<bool> ChangeUnguardedAsync(string instanceId, Func<WorkflowRun, ValueTask<bool>> change, CancellationToken cancellationToken)
    {
        var run = await LoadAsync(instanceId, cancellationToken);
        if (run is null || !await change(run))
            return false;
        using var burst = new Burst(run, null);
        try
        {
            await CommitAsync(burst);
        }
        catch (RunAbortedException e) when (e.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
        }

        return true;
    }

    /// <summary>Makes an instance that cannot be loaded an incident; it stays as it is until it is retried.</summary>
    public async ValueTask ParkAsync(string instanceId, string reason, CancellationToken cancellationToken)
    {
        using var held = await locks.AcquireAsync(instanceId, cancellationToken);
        if (await store.LoadAsync(instanceId, cancellationToken) is { Summary.SubStatus: WorkflowSubStatus.Pending or WorkflowSubStatus.Executing } stored)
            await store.CommitAsync(ParkedState.Commit(stored, ids.NewId(), reason, timeProvider.GetUtcNow()), CancellationToken.None);
    }

    public bool IsAtWork(string instanceId) => atWork.ContainsKey(instanceId);

    /// <summary>Interrupts the burst of an instance, if one is at work; its last commit stands.</summary>
    public void Interrupt(string instanceId)
    {
        if (atWork.TryGetValue(instanceId, out var burst))
            burst.Cancel();
    }

    /// <summary>Waits until no burst is at work; they were told to stop by the host.</summary>
    public Task DrainAsync() => Task.WhenAll(background.Keys);

    private async ValueTask<WorkflowRun?> LoadAsync(string instanceId, CancellationToken cancellationToken)
    {
        var stored = await store.LoadAsync(instanceId, cancellationToken);
        if (stored is null)
            return null;
        var state = StateCodec.Read(stored.State.Span);
        var graph = await definitions.GraphAsync(state.DefinitionVersionId, state.WorkflowActivities ?? NoWorkflows, cancellationToken)
            ?? throw new InvalidOperationException($"Instance {instanceId} runs version {state.DefinitionVersionId} of '{state.DefinitionId}', which is gone.");
        var run = runner.Restore(state, graph);
        run.Revision = stored.Revision;
        return run;
    }

    private BurstHandle Begin(Burst burst, IDisposable held, bool beginsHere = false)
    {
        atWork[burst.Run.Id] = burst;
        var completion = RunAsync(burst, held, beginsHere);
        background[completion] = true;
        _ = completion.ContinueWith(t => background.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return new BurstHandle(burst.Run, burst.FirstCommit, completion);
    }

    private async Task RunAsync(Burst burst, IDisposable held, bool beginsHere)
    {
        // A burst that starts another, which starts another, must not exhaust the stack.
        if (!beginsHere || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            await Task.Yield();
        var run = burst.Run;
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping, burst.Cancelled);
        run.Cancellation = linked.Token;
        run.Committer = _ => CommitAsync(burst);
        using var span = RuntimeTrace.Burst(run);
        var since = timeProvider.GetTimestamp();
        try
        {
            await runner.RunAsync(run);
            run.RecoveryAttempts = 0;
            if (run.NeedsNoCommit && burst.IdempotencyKey is null)
                burst.Committed(CommitOutcome.Committed);
            else
                await CommitAsync(burst);
            RuntimeTrace.End(span, run);
        }
        catch (RunAbortedException e) when (e.InnerException is { } cause)
        {
            burst.Failed(cause);
            LogFailed(logger, cause, run.Id);
            recovery.Report(run.Id);
        }
        catch (RunAbortedException e)
        {
            LogAborted(logger, run.Id, e.Message);
        }
        catch (OperationCanceledException e) when (linked.IsCancellationRequested)
        {
            burst.Failed(e);
            LogInterrupted(logger, run.Id);
        }
        catch (Exception e)
        {
            burst.Failed(e);
            LogFailed(logger, e, run.Id);
            recovery.Report(run.Id);
        }
        finally
        {
            instruments.Ran(timeProvider.GetElapsedTime(since));
            atWork.TryRemove(new KeyValuePair<string, Burst>(run.Id, burst));
            held.Dispose();
            burst.Dispose();
        }
    }

    private async ValueTask CommitAsync(Burst burst)
    {
        var run = burst.Run;
        var commit = CommitBuilder.Build(run, burst.IdempotencyKey, timeProvider.GetUtcNow());
        CommitOutcome outcome;
        try
        {
            outcome = await store.CommitAsync(commit, CancellationToken.None);
        }
        catch (Exception e)
        {
            // Not the activity's fault: the run ends here, and goes on from what the store holds.
            throw new RunAbortedException("the commit failed", e);
        }

        if (outcome != CommitOutcome.Committed)
        {
            burst.Committed(outcome);
            throw new RunAbortedException(outcome == CommitOutcome.Duplicate ? "the idempotency key is known" : "the revision was lost to another owner");
        }

        run.Revision++;
        if (commit.Effects.Any(effect => effect.ReceiptAt is not null))
            run.RecoveryAttempts = 0; // It got further.
        run.Changes.Clear();
        burst.Committed(outcome);
        if (commit.Outbox.Count > 0)
            outbox.Enqueue(commit.Outbox);
        foreach (var bookmark in commit.BookmarksAdded)
        {
            if (bookmark.DueAt is { } due)
                timers.Set(due);
        }
        foreach (var observer in observers)
            observer.OnCommitted(commit);
    }

    [LoggerMessage(2001, LogLevel.Information, "Burst of instance {InstanceId} was aborted: {Reason}.")]
    private static partial void LogAborted(ILogger logger, string instanceId, string reason);

    [LoggerMessage(2002, LogLevel.Information, "Burst of instance {InstanceId} was interrupted; it goes on from its last commit.")]
    private static partial void LogInterrupted(ILogger logger, string instanceId);

    [LoggerMessage(2003, LogLevel.Error, "Burst of instance {InstanceId} failed; it goes on from its last commit.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string instanceId);
}
