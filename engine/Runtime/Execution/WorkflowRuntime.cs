using Orchestrator.Core;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Runtime.Telemetry;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Execution;

internal sealed class WorkflowRuntime(
    InstanceExecutor executor,
    WorkflowRunner runner,
    IDefinitionService definitions,
    IWorkflowStore store,
    ITriggerIndex triggers,
    BookmarkDelivery bookmarks,
    StimulusKeys keys,
    IIntake intake,
    StimulusQueue queue,
    ActivationGate activation,
    RuntimeInstruments instruments) : IWorkflowRuntime
{
    public async ValueTask<DispatchResult> DispatchAsync(Stimulus stimulus, CancellationToken cancellationToken)
    {
        await intake.WaitUntilOpenAsync(cancellationToken);
        using var span = RuntimeTrace.Dispatch(stimulus.Name);
        var started = new List<string>();
        var hash = StimulusMatch.HashOf(stimulus);
        if (stimulus.StartsWorkflows && stimulus.WorkflowInstanceId is null)
        {
            foreach (var trigger in triggers.Find(stimulus.Name).Where(t => StimulusMatch.ServesTenant(stimulus, t.Tenant) && StimulusMatch.Matches(stimulus, hash, t.Hash, () => t.Payload)))
            {
                if (await StartByAsync(stimulus, trigger, cancellationToken) is { } id)
                    started.Add(id);
            }
        }

        var resumed = stimulus.ResumesWorkflows ? await bookmarks.DeliverAsync(stimulus, hash, started, cancellationToken) : [];
        if (started.Count + resumed.Count == 0 && stimulus.IdempotencyKey is { } known && await store.FindByStimulusKeyAsync(known, cancellationToken) is { } earlier)
            resumed = [earlier];
        instruments.Dispatched(stimulus.Name, started.Count + resumed.Count > 0);
        if (started.Count + resumed.Count == 0 && stimulus is { KeepFor: { } keep, Matches: null })
            await queue.AddAsync(stimulus, keep, cancellationToken);
        return new DispatchResult(started, resumed);
    }

    public ValueTask<string?> StartAsync(StartWorkflow request, CancellationToken cancellationToken)
    {
        intake.ThrowIfSuspended();
        return StartTakenAsync(request, cancellationToken);
    }

    private async ValueTask<string?> StartTakenAsync(StartWorkflow request, CancellationToken cancellationToken)
    {
        var handle = await BeginAsync(request, cancellationToken);
        if (handle is null)
            return null;
        return await handle.FirstCommit.WaitAsync(cancellationToken) switch
        {
            CommitOutcome.Committed => handle.Run.Id,
            CommitOutcome.Duplicate => await store.FindByIdempotencyKeyAsync(request.IdempotencyKey!, cancellationToken),
            _ => throw new InvalidOperationException($"An instance with the id '{handle.Run.Id}' exists already: give another id or none."),
        };
    }

    public async ValueTask<RunResult> RunAsync(StartWorkflow request, CancellationToken cancellationToken)
    {
        intake.ThrowIfSuspended();
        var handle = await BeginAsync(request, cancellationToken);
        if (handle is null)
            return new RunResult(null, null);
        await handle.Completion.WaitAsync(cancellationToken);
        if (await handle.FirstCommit == CommitOutcome.Duplicate)
            return new RunResult(await store.FindByIdempotencyKeyAsync(request.IdempotencyKey!, cancellationToken), null);
        return new RunResult(handle.Run.Id, WorkflowRunner.Extract(handle.Run));
    }

    public async ValueTask<bool> ResumeBookmarkAsync(string instanceId, string bookmarkId, IReadOnlyDictionary<string, object?>? input, CancellationToken cancellationToken)
    {
        intake.ThrowIfSuspended();
        var handle = await executor.ContinueAsync(instanceId, run => ValueTask.FromResult(runner.Resume(run, bookmarkId, input)), cancellationToken);
        return handle is not null && await handle.FirstCommit.WaitAsync(cancellationToken) == CommitOutcome.Committed;
    }

    public async ValueTask<RunResult> RunBookmarkAsync(
        string instanceId, string bookmarkId, IReadOnlyDictionary<string, object?>? input, CancellationToken cancellationToken)
    {
        intake.ThrowIfSuspended();
        var handle = await executor.ContinueAsync(instanceId, run => ValueTask.FromResult(runner.Resume(run, bookmarkId, input)), cancellationToken);
        if (handle is null || await handle.FirstCommit.WaitAsync(cancellationToken) != CommitOutcome.Committed)
            return new RunResult(instanceId, null);
        await handle.Completion.WaitAsync(cancellationToken);
        return new RunResult(instanceId, WorkflowRunner.Extract(handle.Run));
    }

    public ValueTask<bool> CancelAsync(string instanceId, CancellationToken cancellationToken) => executor.OverrideAsync(
        instanceId,
        async run =>
        {
            if (run.Status == WorkflowStatus.Finished)
                return false;
            await runner.CancelAsync(run);
            return true;
        },
        cancellationToken);

    public async ValueTask<bool> RetryAsync(string instanceId, CancellationToken cancellationToken)
    {
        var handle = await executor.ContinueAsync(
            instanceId,
            run => ValueTask.FromResult(run.SubStatus is not (WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled) && (runner.Retry(run) | runner.Release(run))),
            cancellationToken);
        return handle is not null && await handle.FirstCommit.WaitAsync(cancellationToken) == CommitOutcome.Committed;
    }

    private async ValueTask<string?> StartByAsync(Stimulus stimulus, IndexedTrigger trigger, CancellationToken cancellationToken)
    {
        if (stimulus.IdempotencyKey is not { } key)
            return await StartTakenAsync(RequestFor(stimulus, trigger, null), cancellationToken);
        return await keys.FindEarlierStartAsync(key, trigger, cancellationToken)
            ?? await StartTakenAsync(RequestFor(stimulus, trigger, StimulusKeys.OfStart(key, trigger)), cancellationToken);
    }

    private async ValueTask<BurstHandle?> BeginAsync(StartWorkflow request, CancellationToken cancellationToken)
    {
        var graph = await GraphForAsync(request, cancellationToken);
        var run = runner.Create(graph, request.InstanceId, request.TriggerActivityId ?? request.EntryActivityId, StimulusOf(request), request.Variables);
        run.Tenant = request.Tenant ?? "";
        run.CorrelationId = request.CorrelationId;
        run.Name = request.Name;
        run.ParentId = request.ParentInstanceId;
        run.TraceParent = RuntimeTrace.Begin(request.StartsNewTrace, out var newTrace);
        using var span = newTrace;
        foreach (var (name, value) in request.Input)
            run.Input[name] = PlainValue.From(value);
        foreach (var (name, value) in request.Properties)
            run.Properties[name] = PlainValue.From(value);
        var permit = await activation.AcquireAsync(graph.Definition, run.Tenant, run.CorrelationId, request.IdempotencyKey, cancellationToken);
        if (permit is null)
            return null;
        try
        {
            var handle = await executor.StartAsync(run, request.IdempotencyKey, cancellationToken);
            permit.ReleaseAfter(handle.FirstCommit);
            return handle;
        }
        catch
        {
            await permit.DisposeAsync();
            throw;
        }
    }

    /// <summary>None for a run that begins in the middle: a trigger there waits for an event.</summary>
    private static IReadOnlyDictionary<string, object?>? StimulusOf(StartWorkflow request) =>
        request.TriggerActivityId is null && request.EntryActivityId is not null ? null : request.StimulusInput;

    private async ValueTask<WorkflowGraph> GraphForAsync(StartWorkflow request, CancellationToken cancellationToken)
    {
        if (request.DefinitionVersionId is not { } versionId)
            return await definitions.StartGraphAsync(request.DefinitionId, cancellationToken)
                ?? throw new WorkflowFaultException($"There is no workflow definition '{request.DefinitionId}'.", "definition.unknown");
        return await definitions.GraphAsync(versionId, cancellationToken)
            ?? throw new WorkflowFaultException($"There is no version '{versionId}' of workflow definition '{request.DefinitionId}'.", "definition.unknown");
    }

    private static StartWorkflow RequestFor(Stimulus stimulus, IndexedTrigger trigger, string? key) => new()
    {
        DefinitionId = trigger.DefinitionId,
        DefinitionVersionId = trigger.DefinitionVersionId,
        TriggerActivityId = trigger.ActivityId,
        StimulusInput = stimulus.Input,
        CorrelationId = stimulus.CorrelationId,
        Tenant = stimulus.Tenant ?? trigger.Tenant,
        IdempotencyKey = key,
    };
}
