using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>What operators do with an instance that has come to a halt.</summary>
public sealed partial class WorkflowRunner
{
    /// <summary>Puts one faulted execution back into the queue; false when it is none.</summary>
    public bool Retry(WorkflowRun run, string activityInstanceId)
    {
        if (FaultedContext(run, activityInstanceId) is not { } context)
            return false;
        Reopen(run);
        Requeue(context);
        return true;
    }

    /// <summary>
    /// Completes a faulted execution as if it had succeeded: with the outcomes that decide where the workflow goes on, and the outputs that it would have given. False
    /// when it is not faulted.
    /// </summary>
    public async ValueTask<bool> SkipAsync(WorkflowRun run, string activityInstanceId, Outcomes outcomes, IReadOnlyDictionary<string, object?> outputs)
    {
        if (FaultedContext(run, activityInstanceId) is not { } context)
            return false;
        Reopen(run);
        context.CurrentStatus = ActivityStatus.Running;
        Settle(context);
        run.Log("Skipped", context, $"Completed by hand with the outcome {string.Join(", ", outcomes.Names)}.");
        foreach (var (name, value) in outputs)
        {
            var descriptor = context.Node.Descriptor.Outputs.FirstOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            context.Set(descriptor?.Get(context.Activity), value, descriptor?.Name ?? name);
        }

        await CompleteAsync(context, outcomes);
        return true;
    }

    /// <summary>
    /// Cancels a faulted execution. Its container goes on as its kind says; where a container does not observe that (an If, a loop), it is cancelled too, up to the whole
    /// instance. False when the execution is not faulted.
    /// </summary>
    public async ValueTask<bool> CancelFaultedAsync(WorkflowRun run, string activityInstanceId)
    {
        if (FaultedContext(run, activityInstanceId) is not { } context)
            return false;
        Reopen(run);
        Settle(context);
        var target = context;
        while (target.Parent is { } parent && parent.Activity is not IObservesCancellation)
            target = parent;
        if (target.Parent is null)
            await CancelAsync(run);
        else
            await CancelAsync(target);
        return true;
    }

    /// <summary>
    /// Assigns variables, as seen from an execution (null: from the workflow). Gives the faults by name; then nothing was assigned.
    /// </summary>
    public static IReadOnlyDictionary<string, string> SetVariables(WorkflowRun run, string? activityInstanceId, IReadOnlyDictionary<string, object?> values)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        if (values.Count == 0)
            return faults;
        var context = (activityInstanceId is null ? null : run.FindContext(activityInstanceId)) ?? run.ActivityContexts.FirstOrDefault(c => c.Parent is null);
        var changes = new List<(VariableSlot Slot, object? Value)>();
        foreach (var (name, value) in values)
        {
            if (context?.FindVariable(name) is not { } slot)
            {
                faults[name] = $"There is no variable '{name}' here; there are {string.Join(", ", context is null ? [] : context.VariablesInScope().Select(s => s.Variable.Name).Order(StringComparer.Ordinal).ToArray())}.";
                continue;
            }

            try
            {
                changes.Add((slot, ValueConverter.To(PlainValue.From(value), TypeAliases.Resolve(slot.Variable.TypeName, slot.Variable.IsArray))));
            }
            catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException or ArgumentException or WorkflowFaultException or System.Text.Json.JsonException)
            {
                faults[name] = e.Message;
            }
        }

        if (faults.Count > 0)
            return faults;
        foreach (var (slot, value) in changes)
            slot.Assign(value);
        run.Log("VariablesChanged", context, $"Changed by hand: {string.Join(", ", values.Keys)}.");
        return faults;
    }

    /// <summary>
    /// Lets an instance that a fault has ended run again. What waited when it ended has lost its bookmarks, so that is executed again; false when it has not ended so.
    /// </summary>
    internal static bool Reopen(WorkflowRun run)
    {
        if (run.SubStatus != WorkflowSubStatus.Faulted)
            return false;
        run.SubStatus = WorkflowSubStatus.Suspended;
        run.FinishedAt = null;
        var queued = run.Queue.Select(item => item.Context).ToHashSet();
        foreach (var waiting in run.ActivityContexts.Where(c => c.Status == ActivityStatus.Running && c.Children.Count == 0 && c.QueuedItems == 0 && !queued.Contains(c)).ToList())
            run.Enqueue(new WorkItem { Kind = WorkItemKind.Execute, Node = waiting.Node, Owner = waiting.Parent, Context = waiting, IsRepeat = true });
        return true;
    }

    private static ActivityRun? FaultedContext(WorkflowRun run, string activityInstanceId) =>
        run.FindContext(activityInstanceId) is { Status: ActivityStatus.Faulted } context ? context : null;

    private static void Requeue(ActivityRun context)
    {
        context.CurrentStatus = ActivityStatus.Running;
        Settle(context);
        context.Run.Log("Retried", context);
        context.Run.Enqueue(context.Repeat());
    }

    private static void Settle(ActivityRun context)
    {
        var run = context.Run;
        foreach (var incident in run.IncidentList.Where(i => i.ActivityInstanceId == context.Id).ToList())
        {
            run.IncidentList.Remove(incident);
            run.Changes.IncidentsResolved.Add(incident.Id);
        }
    }
}
