using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>Base of the activities that change the members of a custom group.</summary>
public abstract class GroupActivity : RemoteActivity
{
    [Input(DisplayName = "Group id", Description = "Id of the custom group.")]
    public Input<string> GroupId { get; set; } = default!;

    [Input(DisplayName = "Resource id", Description = "Id of the VM in vROps.")]
    public Input<string> ResourceId { get; set; } = default!;

    private protected async ValueTask RunAsync(ActivityExecutionContext context, string effect, bool isMember, Func<VropsResources, string, string, CancellationToken, ValueTask<(VropsGroup Group, bool Changed)>> act)
    {
        var (resources, groupId, resourceId) = (context.GetRequiredService<VropsResources>(), GroupId.Require(context, nameof(GroupId)), ResourceId.Require(context, nameof(ResourceId)));
        var group = await context.RunEffectAsync(new EffectRequest<VropsGroup>
        {
            Name = effect,
            Act = async (_, cancellationToken) => (await act(resources, groupId, resourceId, cancellationToken)).Group,
            LookForEffect = async (_, cancellationToken) => await resources.GetGroupAsync(groupId, cancellationToken) is var found && found.Members.Contains(resourceId) == isMember
                ? EffectLookup<VropsGroup>.Of(found)
                : EffectLookup<VropsGroup>.NotFound,
        });
        context.AddExecutionLogEntry(isMember ? "AddedGroupMember" : "RemovedGroupMember", $"{(isMember ? "Added" : "Removed")} {resourceId} {(isMember ? "to" : "from")} vROps group {group.Name}, which has {group.Members.Count} members now.");
        await context.CompleteActivityAsync();
    }
}
