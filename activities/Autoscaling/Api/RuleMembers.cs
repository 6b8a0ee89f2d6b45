using Microsoft.Extensions.Logging;
using Orchestrator.Activities.VCloud;
using Orchestrator.Activities.Vrops;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>Reads the VMs of a rule with their places in pool and group.</summary>
internal sealed partial class RuleMembers(VcdInventory inventory, VcdPools pools, VropsResources resources, ILogger<RuleMembers> logger)
{
    /// <exception cref="VcdException">The VMs cannot be read.</exception>
    public async ValueTask<IReadOnlyList<RuleMember>> ListAsync(Tenant tenant, AutoscaleRule rule, CancellationToken cancellationToken)
    {
        var vms = await inventory.ListVmsAsync(tenant.OrgId, rule.Target.Vapp, rule.Target.Vdc, rule.Target.VmNamePattern, cancellationToken);
        var addresses = await AddressesAsync(tenant, rule, cancellationToken);
        var group = await GroupAsync(rule, cancellationToken);
        var members = new List<RuleMember>();
        foreach (var vm in vms)
        {
            members.Add(new RuleMember
            {
                VmId = vm.Id,
                Name = vm.Name,
                Status = vm.Status,
                IpAddress = vm.IpAddress,
                InPool = addresses?.Contains(vm.IpAddress),
                InGroup = await IsInGroupAsync(group, vm, cancellationToken),
                CreatedByRule = vm.RuleId == rule.Id,
            });
        }

        return members;
    }

    private async ValueTask<HashSet<string>?> AddressesAsync(Tenant tenant, AutoscaleRule rule, CancellationToken cancellationToken)
    {
        if (rule.LoadBalancer.Kind == "none" || rule.LoadBalancer.Edge.Length == 0 || rule.LoadBalancer.Pool.Length == 0)
            return null;
        try
        {
            var edge = await pools.FindEdgeAsync(tenant.OrgId, rule.LoadBalancer.Edge, cancellationToken);
            return (await pools.FindAsync(edge, rule.LoadBalancer.Pool, cancellationToken)).Members.Select(m => m.IpAddress).ToHashSet();
        }
        catch (VcdException exception)
        {
            LogUnread(logger, rule.Name, exception.Message);
            return null;
        }
    }

    private async ValueTask<VropsGroup?> GroupAsync(AutoscaleRule rule, CancellationToken cancellationToken)
    {
        if (rule.Vrops.GroupId.Length == 0)
            return null;
        try
        {
            return await resources.GetGroupAsync(rule.Vrops.GroupId, cancellationToken);
        }
        catch (VropsException exception)
        {
            LogUnread(logger, rule.Name, exception.Message);
            return null;
        }
    }

    private async ValueTask<bool?> IsInGroupAsync(VropsGroup? group, ListedVm vm, CancellationToken cancellationToken)
    {
        if (group is null)
            return null;
        try
        {
            return await resources.FindVmAsync(vm.Name, vm.Id, vm.Moref, cancellationToken) is { } resource && group.Members.Contains(resource.Id);
        }
        catch (VropsException exception)
        {
            LogUnread(logger, group.Name, exception.Message);
            return null;
        }
    }
}
