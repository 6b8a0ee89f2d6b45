using System.Globalization;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab;

/// <summary>What a vCD task does to the world at its end.</summary>
internal static class TaskEnd
{
    private const int Unresolved = 0;

    public static void Apply(VcdState vcd, TaskState task)
    {
        task.EndedAt = task.DueAt;
        if (task.ErrorCode is null)
            Act(vcd, task);

        if (task.ErrorCode is not null)
        {
            task.Status = TaskState.Failed;
            Undo(vcd, task);
            return;
        }

        task.Status = TaskState.Success;
        task.Progress = 100;
    }

    /// <summary>Stops a running task; VMs that it was creating vanish.</summary>
    public static void Cancel(VcdState vcd, TaskState task, DateTimeOffset now)
    {
        task.Status = TaskState.Canceled;
        task.EndedAt = now;
        Undo(vcd, task);
    }

    private static void Act(VcdState vcd, TaskState task)
    {
        switch (task.Act)
        {
            case "create":
                Create(vcd, task);
                break;
            case "remove":
                Remove(vcd, task);
                break;
            case "power":
                foreach (var vm in Targets(vcd, task))
                {
                    vm.Status = task.TargetStatus;
                    vm.IsDeployed = task.TargetDeployed;
                }

                break;
        }
    }

    private static void Create(VcdState vcd, TaskState task)
    {
        var vapp = vcd.VApp(task.VAppId)!;
        foreach (var connection in task.VmIds.SelectMany(id => vcd.Vm(id)!.Connections).Where(c => c.Mode is "POOL" or "DHCP" && c.IpAddress is null))
        {
            var network = vapp.NetworkIds.Select(vcd.Network).First(n => n!.Name == connection.Network)!;
            connection.IpAddress = AddressPool.Take(vcd, network);
            if (connection.IpAddress is null)
            {
                task.ErrorCode = "INSUFFICIENT_RESOURCES";
                task.ErrorMessage = string.Create(CultureInfo.InvariantCulture, $"The static address pool of network {network.Name} is used up.");
                task.Progress = 35;
                return;
            }
        }

        foreach (var vm in task.VmIds.Select(id => vcd.Vm(id)!))
        {
            vm.Status = task.TargetStatus;
            vm.IsDeployed = task.TargetDeployed;
            vm.CreatedAt = task.DueAt;
        }

        vapp.IsResolved = true;
        vcd.Vms.RemoveAll(v => task.RemoveVmIds.Contains(v.Id));
    }

    private static void Remove(VcdState vcd, TaskState task)
    {
        if (task.RemovesVApp)
        {
            vcd.Vms.RemoveAll(v => v.VAppId == task.VAppId);
            vcd.VApps.RemoveAll(v => v.Id == task.VAppId);
            return;
        }

        vcd.Vms.RemoveAll(v => task.RemoveVmIds.Contains(v.Id));
    }

    private static void Undo(VcdState vcd, TaskState task)
    {
        if (task.Act != "create")
            return;
        vcd.Vms.RemoveAll(v => task.VmIds.Contains(v.Id) && v.Status == Unresolved);
        vcd.VApps.RemoveAll(v => v.Id == task.VAppId && !v.IsResolved);
    }

    private static IEnumerable<VmState> Targets(VcdState vcd, TaskState task) =>
        task.VmIds.Count == 0 ? vcd.VmsOf(task.VAppId) : task.VmIds.Select(vcd.Vm).OfType<VmState>();
}
