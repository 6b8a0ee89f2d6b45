using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>Makes a VM a member of a custom group; one that is a member already is no failure.</summary>
[Activity("Vrops", "vRealize Operations", "Adds a VM to a custom group.", DisplayName = "Add group member")]
[FlowNode("Done", "Failed")]
public sealed class AddGroupMember : GroupActivity
{
    protected override ValueTask StepAsync(ActivityExecutionContext context) =>
        RunAsync(context, "add-member", isMember: true, (resources, group, resource, cancellationToken) => resources.AddMemberAsync(group, resource, cancellationToken));
}
