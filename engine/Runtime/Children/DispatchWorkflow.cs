using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Children;

/// <summary>
/// Starts another workflow as an instance of its own once this one is committed. Without waiting it completes at once; else it waits, durably, until the child has
/// finished, and its result is the child's output.
/// </summary>
[Activity("Elsa", "Composition", "Starts another workflow in the background.")]
public sealed class DispatchWorkflow : Activity<object>
{
    [Input(Description = "Definition id of the workflow; its published version runs.", UIHint = "workflow-definition-picker")]
    public Input<string> WorkflowDefinitionId { get; set; } = default!;

    [Input(Description = "Correlation id of the new instance.")]
    public Input<string?>? CorrelationId { get; set; }

    [Input(Description = "Input of the new instance.")]
    public Input<IDictionary<string, object?>>? Input { get; set; }

    [Input(Description = "Whether to wait until the new instance has finished.")]
    public Input<bool>? WaitForCompletion { get; set; }

    [Input(Description = "Whether the new instance begins a trace of its own instead of going on with this one's.")]
    public Input<bool>? StartNewTrace { get; set; }

    [Input(Description = "Channel that starts it, one of those that the host is configured with; its workers are shared with nobody. Empty: the common workers.")]
    public Input<string?>? ChannelName { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var waits = WaitForCompletion.GetOrDefault(context);
        var definition = await ChildWorkflow.PublishedAsync(context, WorkflowDefinitionId.Require(context, nameof(WorkflowDefinitionId)));
        var child = ChildWorkflow.Request(context, definition, 0, Input.GetOrDefault(context), CorrelationId.GetOrDefault(context), waits) with
        {
            Channel = ChildWorkflow.ChannelOf(context, ChannelName),
            StartsNewTrace = StartNewTrace.GetOrDefault(context),
        };
        context.Send(new OutboxMessage(child.Kind, child));
        if (waits)
            ChildWorkflow.Await(context, OnFinishedAsync, $"The end of workflow instance {child.InstanceId} ('{definition.Name}')");
        else
            await context.CompleteActivityAsync();
    }

    private ValueTask OnFinishedAsync(ActivityExecutionContext context)
    {
        Result.Set(context, context.StimulusInput.TryGetValue("output", out var output) ? output : null);
        return context.CompleteActivityAsync();
    }
}
