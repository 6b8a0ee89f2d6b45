using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Runtime.Telemetry;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Execution;

internal sealed partial class WorkflowRuntime(
    InstanceExecutor executor,
    WorkflowRunner runner,
    IDefinitionService definitions,
    IWorkflowStore store,
    ITriggerIndex triggers,
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
        var resumed = new List<string>();
        var hash = stimulus.Matches is null ? StimulusHash.Of(stimulus.Name, stimulus.Payload) : null;
        if (stimulus.StartsWorkflows && stimulus.WorkflowInstanceId is null)
        {
            var matching = triggers.Find(stimulus.Name).Where(t => Matches(stimulus, hash, t.Hash, t.Payload) && ServesTenant(t.Tenant, stimulus.Tenant)).ToList();
            foreach (var trigger in matching)
            {
                var key = stimulus.IdempotencyKey is null || matching.Count == 1 ? stimulus.IdempotencyKey : $"{stimulus.IdempotencyKey}#{trigger.DefinitionId}:{trigger.ActivityId}";
                if (await StartTakenAsync(RequestFor(stimulus, trigger, key), cancellationToken) is { } id)
                    started.Add(id);
            }
        }

        if (stimulus.ResumesWorkflows && !await ResumeOneAsync(stimulus, hash, resumed, cancellationToken))
            await ResumeAllAsync(stimulus, [.. await FindBookmarksAsync(stimulus, hash, cancellationToken)], started, resumed, cancellationToken);

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
        var outcome = await handle.FirstCommit.WaitAsync(cancellationToken);
        if (outcome == CommitOutcome.Duplicate)
            return new RunResult(await store.FindByIdempotencyKeyAsync(request.IdempotencyKey!, cancellationToken), null);
        await handle.Completion.WaitAsync(cancellationToken);
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

    /// <summary>A stimulus that comes again finds its key in the commit that it led to, even when the instance waits for the next one by then.</summary>
    private async ValueTask ResumeAllAsync(
        Stimulus stimulus, IReadOnlyList<BookmarkRow> rows, List<string> started, List<string> resumed, CancellationToken cancellationToken)
    {
        var isAlone = started.Count == 0 && rows.Count == 1;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var place = $"{row.InstanceId}/{row.Bookmark.ActivityNodeId}";
            var number = places[place] = places.GetValueOrDefault(place) + 1;
            var key = stimulus.IdempotencyKey is null || isAlone ? stimulus.IdempotencyKey : $"{stimulus.IdempotencyKey}@{place}#{number}";
            var handle = await executor.ContinueAsync(
                row.InstanceId, key, run => ValueTask.FromResult(runner.Resume(run, row.Bookmark.Id, stimulus.Input)), cancellationToken);
            if (handle is not null && await handle.FirstCommit.WaitAsync(cancellationToken) is CommitOutcome.Committed or CommitOutcome.Duplicate)
                resumed.Add(row.InstanceId);
        }

        if (started.Count + resumed.Count == 0 && stimulus.IdempotencyKey is { } known && await store.FindByIdempotencyKeyAsync(known, cancellationToken) is { } earlier)
            resumed.Add(earlier);
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

    private async ValueTask<IEnumerable<BookmarkRow>> FindBookmarksAsync(Stimulus stimulus, string? hash, CancellationToken cancellationToken)
    {
        var rows = await store.FindBookmarksAsync(
            new BookmarkFilter { Hash = hash, Name = hash is null ? stimulus.Name : null, InstanceId = stimulus.WorkflowInstanceId, CorrelationId = stimulus.CorrelationId },
            cancellationToken);
        return rows.Where(r => Matches(stimulus, hash, r.Bookmark.Hash, r.Bookmark.Payload is null ? null : PlainJson.ParseNode(r.Bookmark.Payload)) && ServesTenant(r.Tenant, stimulus.Tenant));
    }

    private static bool Matches(Stimulus stimulus, string? hash, string candidateHash, JsonNode? payload) =>
        stimulus.Matches is { } matches ? matches(payload) : candidateHash == hash;

    /// <summary>The provider's definitions serve every tenant, a tenant's own only itself.</summary>
    private static bool ServesTenant(string owner, string? tenant) => owner.Length == 0 || string.IsNullOrEmpty(tenant) || owner == tenant;
}
