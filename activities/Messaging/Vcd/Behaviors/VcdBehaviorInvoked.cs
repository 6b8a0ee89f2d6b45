using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

/// <summary>
/// Starts a workflow when somebody invokes an MQTT behaviour of a defined entity in vCloud Director (10.3 and later). The workflow tells vCD's task how it goes, and how it ended,
/// with <see cref="ReplyToVcdBehavior"/>.
/// </summary>
/// <remarks>
/// <para>Result: <c>{taskId, behaviorId, behavior (its name), entityId, typeId, arguments, additionalArguments, entity, executionProperties, metadata (given by the caller),
/// requestId, tenant, caller {user, isProvider, rights}}</c>. Tokens are taken out.</para>
/// <para>One workflow takes an invocation: that of the caller's organisation before the provider's, then the one that names the behaviour, then the one that names the entity type.
/// A workflow that ends without a final answer gives one: success, error when it faulted, or aborted when it was cancelled. One that stands still at an
/// incident tells that; vCD's task goes on until the incident is settled or vCD gives it up.</para>
/// </remarks>
[Activity("Orchestrator", "vCloud Director", "Starts the workflow when a behaviour of vCloud Director is invoked.", Kind = ActivityKind.Trigger, DisplayName = "vCD behaviour invoked")]
public sealed class VcdBehaviorInvoked : Trigger<IDictionary<string, object?>>
{
    /// <summary>Registered type name, and name of the stimulus.</summary>
    public const string TypeName = "Orchestrator.VcdBehaviorInvoked";

    [Input(Description = "Names or urns of behaviours, such as scaleOut. Empty: all.", UIHint = "multitext", Order = 1)]
    public Input<ICollection<string>>? Behaviors { get; set; }

    [Input(DisplayName = "Entity types", Description = "Urns of types, or vendor:name, or vendor:name:version. Empty: all.", UIHint = "multitext", Order = 2)]
    public Input<ICollection<string>>? EntityTypes { get; set; }

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new BehaviorFilter { Behaviors = Cleaned(context.Get(Behaviors)), EntityTypes = Cleaned(context.Get(EntityTypes)) };
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.IsTriggerOfWorkflow)
            throw new WorkflowFaultException($"{TypeName} begins workflows and cannot wait within one.", "vcd.not-a-start");
        if (!context.StimulusInput.TryGetValue("invocation", out var given) || given is not IDictionary<string, object?> invocation)
            throw new WorkflowFaultException($"{TypeName} was started without an invocation.", "vcd.no-invocation");
        var task = new BehaviorTask((string)invocation["taskId"]!, invocation["entityId"] as string ?? "");
        context.WorkflowExecutionContext.Properties[BehaviorTask.Property] = task.ToValues();
        EndNotice.Ask(context.WorkflowExecutionContext, BehaviorEndHandler.MessageKind, task.ToValues());
        Result.Set(context, invocation);
        return context.CompleteActivityAsync();
    }

    private static List<string> Cleaned(ICollection<string>? values) => [.. (values ?? []).Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value.Trim())];
}
