using Orchestrator.Activities.Messaging.Matching;
using Orchestrator.Activities.Messaging.Vcd.Events;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Vcd;

/// <summary>
/// Starts a workflow, or resumes it, for events of vCloud Director (a VM was created, a task has ended, an operation waits for a decision …), as its bus tells them over AMQP, in
/// XML or JSON, or over MQTT. An event that comes in several forms counts once.
/// </summary>
/// <remarks>
/// <para>Result: <c>{eventId, type, timestamp, operationSuccess, org {id, urn, name}, user {urn, name}, entity {urn, type, id, name}, task, taskName, taskOwner}</c>. Names are empty
/// where the form does not carry them: JSON has urns only.</para>
/// <para>A tenant's own workflow gets events of its organisation only; an instance of the provider's workflow that runs for a tenant waits for that tenant's.</para>
/// </remarks>
[Activity("Orchestrator", "vCloud Director", "Waits for an event of vCloud Director.", Kind = ActivityKind.Trigger, DisplayName = "vCD event received")]
public sealed class VcdEventReceived : Trigger<IDictionary<string, object?>>
{
    /// <summary>Registered type name, and name of the stimulus.</summary>
    public const string TypeName = "Orchestrator.VcdEventReceived";

    [Input(DisplayName = "Event types", Description = "Such as vm/create or com/vmware/vcloud/event/vm/create; vm/* for all of VMs. Empty: all.", UIHint = "multitext", Order = 1)]
    public Input<ICollection<string>>? EventTypes { get; set; }

    [Input(Description = "Name or UUID of the organisation. Empty: all that the workflow may see.", Order = 2)]
    public Input<string>? Organisation { get; set; }

    [Input(DisplayName = "Entity types", Description = "Kinds such as vm, vapp, task, blockingTask. Empty: all.", UIHint = "multitext", Order = 3)]
    public Input<ICollection<string>>? EntityTypes { get; set; }

    [Input(Description = "Urn or UUID of the entity, its name, or a regular expression on the name between slashes. Empty: any. Names come in the XML form only.", Order = 4)]
    public Input<string>? Entity { get; set; }

    [Input(DisplayName = "Only succeeded", Description = "Leaves out events of operations that failed.", Order = 5)]
    public Input<bool>? OnlySucceeded { get; set; }

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Checked(
            context.Get(EventTypes), context.Get(Organisation), context.Get(EntityTypes), context.Get(Entity), OnlySucceeded is not null && context.Get(OnlySucceeded), context.Tenant);
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsTriggerOfWorkflow)
        {
            await OnReceived(context);
            return;
        }

        context.CreateBookmark(new CreateBookmarkArgs
        {
            Name = TypeName,
            Stimulus = Checked(
                EventTypes.GetOrDefault(context), Organisation.GetOrDefault(context), EntityTypes.GetOrDefault(context), Entity.GetOrDefault(context),
                OnlySucceeded.GetOrDefault(context), context.WorkflowExecutionContext.Tenant),
            Callback = OnReceived,
            Description = "Waits for an event of vCloud Director",
        });
    }

    private async ValueTask OnReceived(ActivityExecutionContext context)
    {
        context.Set(Result, new Dictionary<string, object?>(context.StimulusInput), nameof(Result));
        await context.CompleteActivityAsync();
    }

    private static VcdEventFilter Checked(ICollection<string>? types, string? organisation, ICollection<string>? entityTypes, string? entity, bool onlySucceeded, string tenant)
    {
        try
        {
            TextCondition.Compile(nameof(Entity), entity ?? "");
        }
        catch (FormatException exception)
        {
            throw new WorkflowFaultException(exception.Message, "vcd.bad-filter", null, exception);
        }

        return new VcdEventFilter
        {
            EventTypes = [.. (types ?? []).Where(type => !string.IsNullOrWhiteSpace(type)).Select(type => type.Trim())],
            Organisation = organisation?.Trim() ?? "",
            EntityTypes = [.. (entityTypes ?? []).Where(type => !string.IsNullOrWhiteSpace(type)).Select(type => type.Trim())],
            Entity = entity?.Trim() ?? "",
            OnlySucceeded = onlySucceeded,
            Tenant = tenant,
        };
    }
}
