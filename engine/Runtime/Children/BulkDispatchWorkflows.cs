using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Children;

/// <summary>
/// Starts another workflow once for each item, as instances of their own, once this one is committed. When it waits, ChildCompleted or ChildFaulted runs for each child
/// as it ends, with the inputs WorkflowInstanceId, WorkflowStatus, WorkflowSubStatus and WorkflowOutput and the variable ChildInstanceId.
/// </summary>
[Activity("Elsa", "Composition", "Starts another workflow once for each item.", DisplayName = "Bulk Dispatch Workflows", Kind = ActivityKind.Task)]
[FlowNode("Completed", "Canceled", "Done")]
public sealed class BulkDispatchWorkflows : Activity
{
    private const string Pending = "Pending";

    [Input(Description = "Definition id of the workflow; its published version runs.", UIHint = "workflow-definition-picker")]
    public Input<string> WorkflowDefinitionId { get; set; } = default!;

    [Input(Description = "One instance is started for each item. An object is the input of its instance.")]
    public Input<object>? Items { get; set; }

    [Input(Description = "Name of the input that takes an item which is no object.", DefaultValue = "Item")]
    public Input<string>? DefaultItemInputKey { get; set; }

    [Input(Description = "Gives the correlation id of an instance; getItem() is its item.", AutoEvaluate = false)]
    public Input<string?>? CorrelationIdFunction { get; set; }

    [Input(Description = "Input of all instances; items win.")]
    public Input<IDictionary<string, object?>>? Input { get; set; }

    [Input(Description = "Whether to wait until all instances have finished.", DefaultValue = true)]
    public Input<bool>? WaitForCompletion { get; set; }

    [Input(Description = "Whether each instance begins a trace of its own instead of going on with this one's.")]
    public Input<bool>? StartNewTrace { get; set; }

    [Input(Description = "Channel that starts them, one of those that the host is configured with; its workers are shared with nobody. Empty: the common workers.")]
    public Input<string?>? ChannelName { get; set; }

    [Port]
    public IActivity? ChildCompleted { get; set; }

    [Port]
    public IActivity? ChildFaulted { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var definition = await ChildWorkflow.PublishedAsync(context, WorkflowDefinitionId.Require(context, nameof(WorkflowDefinitionId)));
        var items = ItemsOf(Items.GetOrDefault(context));
        var waits = (WaitForCompletion is null || context.Get(WaitForCompletion)) && items.Count > 0;
        var key = DefaultItemInputKey.GetOrDefault(context) is { Length: > 0 } given ? given : "Item";
        var shared = Input.GetOrDefault(context);
        var channel = ChildWorkflow.ChannelOf(context, ChannelName);
        var startsNewTrace = StartNewTrace.GetOrDefault(context);
        for (var i = 0; i < items.Count; i++)
        {
            var input = new Dictionary<string, object?>(shared ?? new Dictionary<string, object?>());
            foreach (var (name, value) in items[i] as IDictionary<string, object?> ?? new Dictionary<string, object?> { [key] = items[i] })
                input[name] = value;
            var correlationId = await ((ActivityRun)context).EvaluateWithAsync(CorrelationIdFunction, new Variable("Item", items[i]));
            var child = ChildWorkflow.Request(context, definition, i, input, correlationId, waits) with { Channel = channel, StartsNewTrace = startsNewTrace };
            context.Send(new OutboxMessage(child.Kind, child));
        }

        if (!waits)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.Properties[Pending] = items.Count;
        ChildWorkflow.Await(context, OnChildFinishedAsync, $"The end of {items.Count} instances of workflow '{definition.Name}'", autoBurn: false);
    }

    private async ValueTask OnChildFinishedAsync(ActivityExecutionContext context)
    {
        var child = context.StimulusInput;
        var port = child["subStatus"] switch
        {
            nameof(WorkflowSubStatus.Faulted) => ChildFaulted,
            nameof(WorkflowSubStatus.Finished) => ChildCompleted,
            _ => null, // A cancelled child has done neither.
        };
        if (port is null)
        {
            await SettleAsync(context);
            return;
        }

        await context.ScheduleActivityAsync(port, new ScheduleOptions
        {
            CompletionCallback = OnPortCompletedAsync,
            Input = new Dictionary<string, object?>
            {
                ["WorkflowInstanceId"] = child["workflowInstanceId"],
                ["WorkflowStatus"] = child["status"],
                ["WorkflowSubStatus"] = child["subStatus"],
                ["WorkflowOutput"] = child["output"],
            },
            Variables = [new Variable("ChildInstanceId", child["workflowInstanceId"], "String")],
        });
    }

    private static ValueTask OnPortCompletedAsync(ActivityCompletedContext context) => SettleAsync(context.TargetContext);

    private static async ValueTask SettleAsync(ActivityExecutionContext context)
    {
        var pending = ValueConverter.To<int>(context.Properties[Pending]) - 1;
        context.Properties[Pending] = pending;
        if (pending == 0)
            await context.CompleteActivityWithOutcomesAsync("Completed", "Done");
    }

    private static List<object?> ItemsOf(object? value) => PlainValue.From(value) switch
    {
        null => [],
        List<object?> list => list,
        string text when text.TrimStart().StartsWith('[') => ItemsOf(PlainValue.Parse(text)),
        var single => [single],
    };
}
