using System.Globalization;
using Orchestrator.Lab.Bus;
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
            Events.OfTask(vcd, task, "fail", success: false);
            return;
        }

        task.Status = TaskState.Success;
        task.Progress = 100;
        Events.OfTask(vcd, task, "complete");
    }

    /// <summary>Stops a running task; VMs that it was creating vanish.</summary>
    public static void Cancel(VcdState vcd, TaskState task, DateTimeOffset now) => Stop(vcd, task, now, TaskState.Canceled);

    /// <summary>Ends a running task without its effect.</summary>
    public static void Stop(VcdState vcd, TaskState task, DateTimeOffset now, string status)
    {
        task.Status = status;
        task.IsBlocked = false;
        task.EndedAt = now;
        Undo(vcd, task);
        Events.OfTask(vcd, task, status == TaskState.Failed ? "fail" : "abort", success: false);
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
                    Events.OfVm(vcd, vm, task, "change_state");
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
            Events.OfVm(vcd, vm, task, "create");
        }

        if (!vapp.IsResolved)
            Events.OfVApp(vcd, vapp, task, "create");

        vapp.IsResolved = true;
        RemoveVms(vcd, task);
    }

    private static void Remove(VcdState vcd, TaskState task)
    {
        if (task.RemovesVApp)
        {
            task.RemoveVmIds = [.. vcd.VmsOf(task.VAppId).Select(vm => vm.Id)];
            RemoveVms(vcd, task);
            if (vcd.VApp(task.VAppId) is { } vapp)
                Events.OfVApp(vcd, vapp, task, "delete");
            vcd.VApps.RemoveAll(v => v.Id == task.VAppId);
            return;
        }

        RemoveVms(vcd, task);
    }

    private static void RemoveVms(VcdState vcd, TaskState task)
    {
        foreach (var vm in vcd.Vms.Where(v => task.RemoveVmIds.Contains(v.Id)))
            Events.OfVm(vcd, vm, task, "delete");
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
