using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Removes the member with an address from a load-balancer pool. A member that is gone already is no failure.</summary>
[Activity("Vcd", "vCloud Director", "Removes a member from a load-balancer pool.", DisplayName = "Remove pool member")]
[FlowNode("Done", "Failed")]
public sealed class RemovePoolMember : PoolActivity
{
    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var (address, poolName) = (IpAddress.Require(context, nameof(IpAddress)), Pool.Require(context, nameof(Pool)));
        await RunAsync(
            context,
            "remove-member",
            async (pools, edge, cancellationToken) => (await pools.RemoveMemberAsync(edge, poolName, address, cancellationToken)).Pool,
            pool => pool.Members.All(m => m.IpAddress != address));
        context.AddExecutionLogEntry("RemovedPoolMember", $"Removed {address} from load-balancer pool {poolName}.");
        await context.CompleteActivityAsync();
    }
}
