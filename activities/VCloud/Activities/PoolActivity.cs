using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>Base of the activities that change a load-balancer pool of an NSX-V edge gateway.</summary>
public abstract class PoolActivity : VcdActivity
{
    [Input(DisplayName = "Edge gateway", Description = "Name or UUID of the edge gateway.")]
    public Input<string> Edge { get; set; } = default!;

    [Input(Description = "Name or id of the pool.")]
    public Input<string> Pool { get; set; } = default!;

    [Input(DisplayName = "IP address", Description = "Address of the member; a pool has each address once.")]
    public Input<string> IpAddress { get; set; } = default!;

    [Output(DisplayName = "Pool", Description = "The pool afterwards: id, name, members.")]
    public Output<object>? Result { get; set; }

    private protected async ValueTask RunAsync(ActivityExecutionContext context, string effect, Func<VcdPools, string, CancellationToken, ValueTask<VcdPool>> act, Func<VcdPool, bool> isDone)
    {
        var pools = context.GetRequiredService<VcdPools>();
        var (edge, name) = (await pools.FindEdgeAsync(await OrgIdAsync(context), Edge.Require(context, nameof(Edge)), context.CancellationToken), Pool.Require(context, nameof(Pool)));
        var pool = await context.RunEffectAsync(new EffectRequest<VcdPool>
        {
            Name = effect,
            Act = (_, cancellationToken) => act(pools, edge, cancellationToken),
            LookForEffect = async (_, cancellationToken) => await pools.FindAsync(edge, name, cancellationToken) is var found && isDone(found)
                ? EffectLookup<VcdPool>.Of(found)
                : EffectLookup<VcdPool>.NotFound,
        });
        Result.Set(context, pool);
    }
}
