using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Adds a member to a load-balancer pool, unless a member has its address already.</summary>
[Activity("Vcd", "vCloud Director", "Adds a member to a load-balancer pool.", DisplayName = "Add pool member")]
[FlowNode("Done", "Failed")]
public sealed class AddPoolMember : PoolActivity
{
    [Input(DisplayName = "Name", Description = "Name of the member, usually the VM's.")]
    public Input<string> MemberName { get; set; } = default!;

    [Input(Description = "TCP port of the member, 1 to 65535.", DefaultValue = 80)]
    public Input<int?>? Port { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var (name, address, port, poolName) = (MemberName.Require(context, nameof(MemberName)), IpAddress.Require(context, nameof(IpAddress)), Port.GetOrDefault(context) ?? 80, Pool.Require(context, nameof(Pool)));
        if (port is < 1 or > 65535)
            throw new WorkflowFaultException($"Input 'Port' of activity '{context.Activity.Name ?? context.Activity.Id}' is {port}; it must be 1 to 65535.", "vcd.bad-port");
        await RunAsync(
            context,
            "add-member",
            async (pools, edge, cancellationToken) => (await pools.AddMemberAsync(edge, poolName, name, address, port, cancellationToken)).Pool,
            pool => pool.Members.Any(m => m.IpAddress == address));
        context.AddExecutionLogEntry("AddedPoolMember", $"Added {name} ({address}:{port}) to load-balancer pool {poolName}.");
        await context.CompleteActivityAsync();
    }
}
