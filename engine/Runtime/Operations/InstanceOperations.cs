using Orchestrator.Core;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Execution;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Operations;

internal sealed class InstanceOperations(
    InstanceExecutor executor,
    WorkflowRunner runner,
    IWorkflowRuntime runtime,
    IWorkflowStore store,
    IOperationStore operations,
    IDefinitionService definitions,
    IIntake intake,
    WaitReporter reporter) : IInstanceOperations
{
    /// <summary>Instance property that names the instance of which this one is a repetition.</summary>
    private const string RerunOf = "RerunOf";

    public int BurstsAtWork => executor.AtWork.Count;

    public ValueTask<OperationResult> RetryIncidentAsync(string incidentId, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken) =>
        OnIncidentAsync(
            incidentId,
            variables,
            (run, incident) => ValueTask.FromResult(runner.Retry(run, incident.ActivityInstanceId) || (incident.Code == "recovery.poisoned" && runner.Release(run))),
            cancellationToken);

    public ValueTask<OperationResult> SkipIncidentAsync(string incidentId, SkipActivity skip, CancellationToken cancellationToken) => OnIncidentAsync(
        incidentId,
        skip.Variables,
        (run, incident) => runner.SkipAsync(run, incident.ActivityInstanceId, new Outcomes([.. skip.Outcomes]), skip.Outputs),
        cancellationToken);

    public ValueTask<OperationResult> CancelIncidentAsync(string incidentId, CancellationToken cancellationToken) => OnIncidentAsync(
        incidentId, new Dictionary<string, object?>(), (run, incident) => runner.CancelFaultedAsync(run, incident.ActivityInstanceId), cancellationToken);

    public async ValueTask<OperationResult> RetryAsync(string instanceId, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        if (await store.FindSummaryAsync(instanceId, cancellationToken) is null)
            return OperationResult.NotFound($"There is no instance '{instanceId}'.");
        return await RunAsync(
            instanceId,
            null,
            variables,
            run => ValueTask.FromResult(run.SubStatus is not (WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled) && (runner.Retry(run) | runner.Release(run))),
            $"Instance '{instanceId}' has no faulted activity.",
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<string>> CancelTreeAsync(string instanceId, CancellationToken cancellationToken)
    {
        var cancelled = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { instanceId };
        string[] generation = [instanceId];
        while (generation.Length > 0)
        {
            foreach (var id in generation)
            {
                if (await runtime.CancelAsync(id, cancellationToken))
                    cancelled.Add(id);
            }

            // Parents first: then none of them starts another child.
            generation = [.. (await operations.FindRunningChildrenAsync(generation, cancellationToken)).Select(child => child.Id).Where(seen.Add)];
        }

        return cancelled;
    }

    public async ValueTask<OperationResult> RerunAsync(string instanceId, RerunInstance rerun, CancellationToken cancellationToken)
    {
        intake.ThrowIfSuspended();
        if (await store.LoadAsync(instanceId, cancellationToken) is not { } stored)
            return OperationResult.NotFound($"There is no instance '{instanceId}'.");
        var state = StateCodec.Read(stored.State.Span);
        var graph = await definitions.GraphAsync(state.DefinitionVersionId, cancellationToken);
        if (graph is null)
            return OperationResult.Refused(instanceId, $"Version {state.DefinitionVersion} of '{state.DefinitionId}' is gone: start the definition anew.");
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        if (rerun.ActivityId is { } activityId && EntryFault(graph, activityId) is { } fault)
            faults["activityId"] = fault;
        foreach (var name in rerun.Variables.Keys.Where(name => graph.Root.Variables.All(v => v.Name != name && v.Id != name)))
            faults[$"variables.{name}"] = $"The workflow has no variable '{name}'.";
        if (faults.Count > 0)
            return OperationResult.Invalid(instanceId, faults);
        var key = rerun.IdempotencyKey is { } given ? $"rerun:{instanceId}:{given}" : null;
        if (key is not null && await store.FindByIdempotencyKeyAsync(key, cancellationToken) is { } earlier)
            return OperationResult.Done(earlier);

        await runtime.CancelAsync(instanceId, cancellationToken);
        var started = await runtime.StartAsync(
            new StartWorkflow
            {
                DefinitionId = state.DefinitionId,
                DefinitionVersionId = state.DefinitionVersionId,
                EntryActivityId = rerun.ActivityId,
                Input = Merge(state.Input, rerun.Input),
                Variables = Merge(VariablesOf(state), rerun.Variables),
                Properties = new Dictionary<string, object?>(state.Properties) { [RerunOf] = instanceId },
                CorrelationId = state.CorrelationId,
                Name = state.Name,
                Tenant = state.Tenant,
                IdempotencyKey = key,
            },
            cancellationToken);
        return started is null
            ? OperationResult.Refused(instanceId, $"The activation strategy of '{state.DefinitionId}' allows no other instance now.")
            : OperationResult.Done(started);
    }

    public ValueTask<WaitReport?> WhyAsync(string instanceId, CancellationToken cancellationToken) => reporter.ReportAsync(instanceId, cancellationToken);

    private async ValueTask<OperationResult> OnIncidentAsync(
        string incidentId, IReadOnlyDictionary<string, object?> variables, Func<WorkflowRun, IncidentRow, ValueTask<bool>> act, CancellationToken cancellationToken)
    {
        if (await operations.FindIncidentAsync(incidentId, cancellationToken) is not { } incident)
            return OperationResult.NotFound($"There is no incident '{incidentId}'.");
        if (incident.ResolvedAt is { } resolved)
            return OperationResult.Refused(incident.InstanceId, $"Incident '{incidentId}' was settled at {resolved:yyyy-MM-dd HH:mm:ss} UTC.");
        return await RunAsync(
            incident.InstanceId,
            incident.ActivityInstanceId,
            variables,
            run => act(run, incident),
            $"The activity '{incident.ActivityId}' is not faulted any more.",
            cancellationToken);
    }

    private async ValueTask<OperationResult> RunAsync(
        string instanceId,
        string? activityInstanceId,
        IReadOnlyDictionary<string, object?> variables,
        Func<WorkflowRun, ValueTask<bool>> act,
        string nothingToDo,
        CancellationToken cancellationToken)
    {
        intake.ThrowIfSuspended();
        IReadOnlyDictionary<string, string> faults = new Dictionary<string, string>();
        var handle = await executor.ContinueAsync(
            instanceId,
            async run =>
            {
                faults = WorkflowRunner.SetVariables(run, activityInstanceId, variables);
                return faults.Count == 0 && await act(run);
            },
            cancellationToken);
        if (faults.Count > 0)
            return OperationResult.Invalid(instanceId, faults.ToDictionary(f => $"variables.{f.Key}", f => f.Value));
        if (handle is null)
            return OperationResult.Refused(instanceId, nothingToDo);
        return await handle.FirstCommit.WaitAsync(cancellationToken) == CommitOutcome.Committed
            ? OperationResult.Done(instanceId)
            : OperationResult.Refused(instanceId, "Another node has changed the instance at the same time: look at it again.");
    }

    private static string? EntryFault(WorkflowGraph graph, string activityId)
    {
        if (graph.FindById(activityId) is not { } node)
            return $"The definition has no activity '{activityId}'.";
        var closed = node.Ancestors().LastOrDefault(ancestor => ancestor.Activity is not (Workflow or Flowchart or Sequence));
        return closed is null ? null : $"'{activityId}' lies within '{closed.Activity.Id}' ({closed.Activity.Type}), which cannot be entered in the middle: begin at '{closed.Activity.Id}'.";
    }

    private static Dictionary<string, object?> Merge(IEnumerable<KeyValuePair<string, object?>> before, IReadOnlyDictionary<string, object?> changes)
    {
        var merged = before.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
            merged[name] = value;
        return merged;
    }

    private static Dictionary<string, object?> VariablesOf(WorkflowState state)
    {
        var slots = state.ActivityExecutionContexts.FirstOrDefault(c => c.ParentId is null)?.Variables ?? state.FinalVariables;
        return slots.GroupBy(slot => slot.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);
    }
}
