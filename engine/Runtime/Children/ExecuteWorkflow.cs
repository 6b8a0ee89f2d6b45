using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Children;

/// <summary>
/// Runs another workflow as an instance of its own, now. Without waiting it completes after the child's first burst; else it waits, durably, until the child has finished.
/// The result is <c>{workflowInstanceId, status, subStatus, output}</c>.
/// </summary>
[Activity("Elsa", "Composition", "Runs another workflow now and gives what became of it.", Kind = ActivityKind.Task, ResultTypeName = "ExecuteWorkflowResult")]
public sealed class ExecuteWorkflow : Activity<object>
{
    [Input(Description = "Definition id of the workflow; its published version runs.", UIHint = "workflow-definition-picker")]
    public Input<string> WorkflowDefinitionId { get; set; } = default!;

    [Input(Description = "Correlation id of the new instance.")]
    public Input<string?>? CorrelationId { get; set; }

    [Input(Description = "Input of the new instance.")]
    public Input<IDictionary<string, object?>>? Input { get; set; }

    [Input(Description = "Whether to wait until the new instance has finished.")]
    public Input<bool>? WaitForCompletion { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var waits = WaitForCompletion.GetOrDefault(context);
        var definition = await ChildWorkflow.PublishedAsync(context, WorkflowDefinitionId.Require(context, nameof(WorkflowDefinitionId)));
        var child = ChildWorkflow.Request(context, definition, 0, Input.GetOrDefault(context), CorrelationId.GetOrDefault(context), waits);

        // The child's id follows from this execution, so this execution must be durable first.
        await context.CheckpointAsync();
        var started = await context.GetRequiredService<IWorkflowRuntime>().RunAsync(child.ToStart(), context.CancellationToken);
        var (status, subStatus, output) = await LookAsync(context, child.InstanceId, started);
        if (waits && status != WorkflowStatus.Finished)
        {
            ChildWorkflow.Await(context, OnFinishedAsync, $"The end of workflow instance {child.InstanceId} ('{definition.Name}')");
            return;
        }

        Result.Set(context, ChildWorkflow.Describe(child.InstanceId, status, subStatus, output));
        await context.CompleteActivityAsync();
    }

    private static async ValueTask<(WorkflowStatus Status, WorkflowSubStatus SubStatus, IDictionary<string, object?> Output)> LookAsync(
        ActivityExecutionContext context, string childId, RunResult started)
    {
        if (started.InstanceId is null)
            return (WorkflowStatus.Finished, WorkflowSubStatus.Cancelled, new Dictionary<string, object?>());
        var state = started.State
            ?? StateCodec.Read((await context.GetRequiredService<IWorkflowStore>().LoadAsync(childId, context.CancellationToken)
                ?? throw new WorkflowFaultException($"Workflow instance {childId} is gone.", "child.gone")).State.Span);
        return (state.Status, state.SubStatus, state.Output);
    }

    private ValueTask OnFinishedAsync(ActivityExecutionContext context)
    {
        Result.Set(context, new Dictionary<string, object?>(context.StimulusInput));
        return context.CompleteActivityAsync();
    }
}
