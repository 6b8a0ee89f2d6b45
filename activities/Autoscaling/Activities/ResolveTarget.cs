using Orchestrator.Activities.VCloud;
using Orchestrator.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>Checks that what a rule names exists in vCD, and fills in what it leaves out where there is only one choice.</summary>
[Activity("Autoscaling", "Autoscaling", "Checks the rule's target in vCD and fills in what it leaves out.", DisplayName = "Resolve target")]
[FlowNode("Done", "Failed")]
public sealed class ResolveTarget : RemoteActivity
{
    [Input(Description = "The rule, as other activities give it.")]
    public Input<object> Rule { get; set; } = default!;

    [Output(Description = "The rule as it is stored now.")]
    public Output<object>? Stored { get; set; }

    protected override async ValueTask StepAsync(ActivityExecutionContext context)
    {
        var (rules, cancellationToken) = (context.GetRequiredService<AutoscaleRules>(), context.CancellationToken);
        var id = RuleActivity.RuleOf(context, Rule).Id;
        var rule = await rules.FindAsync(context.WorkflowExecutionContext.Tenant, id, cancellationToken)
            ?? throw new WorkflowFaultException("The autoscale rule was deleted meanwhile.", "autoscale.gone");
        var tenant = await context.GetRequiredService<ITenantDirectory>().FindAsync(rule.Tenant, cancellationToken)
            ?? throw new WorkflowFaultException($"Organisation '{rule.Tenant}' is unknown.", "autoscale.unknown-org");

        var target = await TargetAsync(context, tenant.OrgId, rule);
        var loadBalancer = await LoadBalancerAsync(context, tenant.OrgId, rule.LoadBalancer);
        var stored = await rules.ChangeAsync(rule.Tenant, rule.Id, before => before with { Target = target, LoadBalancer = loadBalancer }, cancellationToken);
        Stored.Set(context, stored ?? rule);
        context.AddExecutionLogEntry("ResolvedTarget",
            $"VMs {target.VmNamePattern} of template {target.Template.Catalog}/{target.Template.Item} go to vApp {target.Vapp} in {target.Vdc}, network {target.Network}"
            + (loadBalancer.Kind == "none" ? "." : $", pool {loadBalancer.Pool} on {loadBalancer.Edge}."));
        await context.CompleteActivityAsync();
    }

    private static async ValueTask<RuleTarget> TargetAsync(ActivityExecutionContext context, string orgId, AutoscaleRule rule)
    {
        var (vapps, target, cancellationToken) = (context.GetRequiredService<VcdVApps>(), rule.Target, context.CancellationToken);
        var vapp = await vapps.FindAsync(orgId, target.Vapp, target.Vdc, cancellationToken);
        var vdc = target.Vdc.Length > 0 ? target.Vdc : await vapps.VdcNameAsync(orgId, vapp, cancellationToken);
        var network = target.Network.Length > 0 ? target.Network : Only(vapp.Networks, $"networks of vApp '{vapp.Name}'", "target.network");
        if (!vapp.Networks.Contains(network))
            throw new WorkflowFaultException($"vApp '{vapp.Name}' has no network '{network}'; it has {string.Join(", ", vapp.Networks)}.", "autoscale.no-network");
        var template = target.Template;
        if (template.Item.Length == 0)
        {
            var all = await vapps.ListTemplatesAsync(orgId, cancellationToken);
            var only = Only([.. all.Select(t => $"{t.Catalog}/{t.Item}")], "templates of the organisation", "target.template");
            template = template with { Catalog = only[..only.IndexOf('/', StringComparison.Ordinal)], Item = only[(only.IndexOf('/', StringComparison.Ordinal) + 1)..] };
        }

        var vm = await vapps.FindTemplateAsync(orgId, template.Catalog, template.Item, template.Vm, cancellationToken);
        return target with
        {
            Vdc = vdc,
            Network = network,
            Template = template with { Vm = vm.Name },
            VmNamePattern = target.VmNamePattern.Length > 0 ? target.VmNamePattern : $"{vm.Name}-{{n:00}}",
        };
    }

    private static async ValueTask<RuleLoadBalancer> LoadBalancerAsync(ActivityExecutionContext context, string orgId, RuleLoadBalancer loadBalancer)
    {
        if (loadBalancer.Kind == "none")
            return loadBalancer;
        var (pools, cancellationToken) = (context.GetRequiredService<VcdPools>(), context.CancellationToken);
        var edge = loadBalancer.Edge.Length > 0
            ? loadBalancer.Edge
            : Only([.. (await pools.ListEdgesAsync(orgId, cancellationToken)).Select(e => e.Name)], "edge gateways of the organisation", "loadBalancer.edge");
        var edgeId = await pools.FindEdgeAsync(orgId, edge, cancellationToken);
        var pool = loadBalancer.Pool.Length > 0
            ? loadBalancer.Pool
            : Only([.. (await pools.ListAsync(edgeId, cancellationToken)).Select(p => p.Name)], $"pools of edge gateway '{edge}'", "loadBalancer.pool");
        await pools.FindAsync(edgeId, pool, cancellationToken);
        return loadBalancer with { Edge = edge, Pool = pool };
    }

    private static string Only(IReadOnlyList<string> choices, string what, string field) => choices.Count == 1
        ? choices[0]
        : throw new WorkflowFaultException(
            choices.Count == 0 ? $"There are no {what}: '{field}' cannot be filled in." : $"Give '{field}': there are {choices.Count} {what} ({string.Join(", ", choices)}).",
            "autoscale.ambiguous");
}
