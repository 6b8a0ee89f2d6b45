using Orchestrator.Lab.State;
using Orchestrator.Lab.Vrops;

namespace Orchestrator.Lab;

/// <summary>One vROps collection cycle: finds new VMs, forgets gone ones, resolves group members.</summary>
internal static class Cycle
{
    /// <summary>Answers whether something changed.</summary>
    public static bool Run(LabState state, DateTimeOffset at)
    {
        var vrops = state.Vrops;
        var changed = false;
        foreach (var vm in state.Vcd.Vms.Where(v => v.CreatedAt <= at && vrops.Resources.TrueForAll(r => r.VmId != v.Id)))
        {
            vrops.Resources.Add(Discover(vm, at));
            changed = true;
        }

        changed |= vrops.Resources.RemoveAll(r => r.VmId is { } id && state.Vcd.Vm(id) is null) > 0;

        foreach (var group in vrops.Groups.Where(g => g.ChangedAt <= at))
        {
            var members = Membership.Resolve(vrops, group.Body);
            if (members.SequenceEqual(group.Members))
                continue;
            group.Members = members;
            changed = true;
        }

        return changed;
    }

    /// <summary>The resource that the vCenter adapter makes of a VM. Its id follows from the VM's, so that a known VM has a known resource id.</summary>
    public static ResourceState Discover(VmState vm, DateTimeOffset at)
    {
        var id = vm.Id.ToByteArray(bigEndian: true);
        id[0] ^= 0xA5;
        return new ResourceState
        {
            Id = new Guid(id, bigEndian: true),
            Name = $"{vm.Name} ({vm.Id})",
            VmId = vm.Id,
            Moref = vm.Moref,
            CreatedAt = at,
        };
    }
}
