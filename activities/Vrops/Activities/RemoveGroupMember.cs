using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>Takes a VM out of a custom group; one that is no member is no failure.</summary>
[Activity("Vrops", "vRealize Operations", "Removes a VM from a custom group.", DisplayName = "Remove group member")]
[FlowNode("Done", "Failed")]
public sealed class RemoveGroupMember : GroupActivity
{
    protected override ValueTask StepAsync(ActivityExecutionContext context) =>
        RunAsync(context, "remove-member", isMember: false, (resources, group, resource, cancellationToken) => resources.RemoveMemberAsync(group, resource, cancellationToken));
}
