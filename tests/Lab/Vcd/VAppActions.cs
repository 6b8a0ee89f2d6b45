using System.Xml.Linq;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>Power, deploy, undeploy and delete of vApps and VMs.</summary>
internal static class VAppActions
{
    private const int Suspended = 3;
    private const int PoweredOn = 4;
    private const int PoweredOff = 8;

    /// <summary>Links to the actions that the state allows.</summary>
    public static IEnumerable<XElement> PowerLinks(string href, int status, bool deployed)
    {
        if (status is PoweredOff or Suspended or 10)
            yield return X.Link("power:powerOn", href + "/power/action/powerOn");
        if (status is PoweredOn or 10)
        {
            foreach (var act in (string[])["powerOff", "reboot", "reset", "shutdown", "suspend"])
                yield return X.Link("power:" + act, $"{href}/power/action/{act}");
        }

        if (!deployed && status == PoweredOff)
            yield return X.Link("deploy", href + "/action/deploy", X.Mime("deployVAppParams"));
        if (deployed)
            yield return X.Link("undeploy", href + "/action/undeploy", X.Mime("undeployVAppParams"));
    }

    public static LabReply VmPower(VcdCall call)
    {
        var vm = FreeVm(call);
        var (from, to, name) = PowerOf(call);
        if (!from.Contains(vm.Status))
            throw VcdError.BadRequest($"The requested operation could not be executed since VM \"{vm.Name}\" is {Words(vm.Status)}.");
        return TaskViews.Accept(call, OnVm(call, vm, name, to, true));
    }

    public static LabReply VAppPower(VcdCall call)
    {
        var vapp = FreeVApp(call);
        var (from, to, name) = PowerOf(call);
        var vms = call.Vcd.VmsOf(vapp.Id).Where(v => from.Contains(v.Status)).Select(v => v.Id).ToList();
        if (vms.Count == 0)
            throw VcdError.BadRequest($"The requested operation could not be executed since vApp \"{vapp.Name}\" is {Words(VAppViews.StatusOf(call, vapp))}.");
        return TaskViews.Accept(call, OnVApp(vapp, name, vms, to, true));
    }

    public static LabReply VmAction(VcdCall call)
    {
        var vm = FreeVm(call);
        switch (call.Request.RouteText("act"))
        {
            case "undeploy":
                CheckUndeploy(call);
                if (!vm.IsDeployed)
                    throw VcdError.BadRequest($"The requested operation could not be executed since VM \"{vm.Name}\" is not deployed.");
                return TaskViews.Accept(call, OnVm(call, vm, "vappUndeployPowerOff", PoweredOff, false));
            case "deploy":
                if (vm.IsDeployed)
                    throw VcdError.BadRequest($"The requested operation could not be executed since VM \"{vm.Name}\" is deployed already.");
                return TaskViews.Accept(call, OnVm(call, vm, "vappDeploy", PowersOn(call) ? PoweredOn : PoweredOff, true));
            default:
                throw VcdError.NotFound($"No resource at {call.Request.Path}.");
        }
    }

    public static LabReply VAppAction(VcdCall call)
    {
        var vapp = FreeVApp(call);
        var deployed = call.Vcd.VmsOf(vapp.Id).Where(v => v.IsDeployed).Select(v => v.Id).ToList();
        switch (call.Request.RouteText("act"))
        {
            case "undeploy":
                CheckUndeploy(call);
                if (deployed.Count == 0)
                    throw VcdError.BadRequest($"The requested operation could not be executed since vApp \"{vapp.Name}\" is not running.");
                return TaskViews.Accept(call, OnVApp(vapp, "vappUndeployPowerOff", deployed, PoweredOff, false));
            case "deploy":
                var others = call.Vcd.VmsOf(vapp.Id).Where(v => !v.IsDeployed).Select(v => v.Id).ToList();
                return TaskViews.Accept(call, OnVApp(vapp, "vappDeploy", others, PowersOn(call) ? PoweredOn : PoweredOff, true));
            default:
                throw VcdError.NotFound($"No resource at {call.Request.Path}.");
        }
    }

    public static LabReply DeleteVm(VcdCall call)
    {
        var vm = FreeVm(call);
        DemandUndeployed(vm);
        var task = OnVm(call, vm, "vappDeleteVm", 0, false);
        task.Act = "remove";
        task.RemoveVmIds = [vm.Id];
        return TaskViews.Accept(call, task);
    }

    public static LabReply DeleteVApp(VcdCall call)
    {
        var vapp = FreeVApp(call);
        if (VAppViews.IsDeployed(call, vapp))
            throw VcdError.InvalidState($"The vApp \"{vapp.Name}\" is running. Stop it before it is deleted.");
        var task = OnVApp(vapp, "vdcDeleteVapp", [], 0, false);
        task.Act = "remove";
        task.RemovesVApp = true;
        return TaskViews.Accept(call, task);
    }

    public static void DemandUndeployed(VmState vm)
    {
        if (vm.IsDeployed)
            throw VcdError.InvalidState($"The VM \"{vm.Name}\" is deployed. Undeploy it before it is deleted.");
    }

    /// <exception cref="VcdError">400 BUSY_ENTITY: another task works on it.</exception>
    public static void DemandFree(VcdCall call, Guid vapp, Guid? vm = null)
    {
        if (call.Vcd.BusyWith(vapp, vm) is not { } task)
            return;
        var kind = vm is null ? $"vapp:{vapp}" : $"vm:{vm}";
        var name = string.Concat(task.OperationName.Select(c => char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));
        throw new VcdError(400, "BUSY_ENTITY", $"The entity Ref: com.vmware.vcloud.entity.{kind} is busy completing an operation {name}. {name}(com.vmware.vcloud.entity.task:{task.Id})");
    }

    private static VmState FreeVm(VcdCall call)
    {
        var vm = call.Vm(call.Id());
        DemandFree(call, vm.VAppId, vm.Id);
        return vm;
    }

    private static VAppState FreeVApp(VcdCall call)
    {
        var vapp = call.VApp(call.Id());
        DemandFree(call, vapp.Id);
        return vapp;
    }

    private static (int[] From, int To, string Operation) PowerOf(VcdCall call) => call.Request.RouteText("act") switch
    {
        "powerOn" => ([PoweredOff, Suspended], PoweredOn, "vappPowerOn"),
        "powerOff" => ([PoweredOn], PoweredOff, "vappPowerOff"),
        "shutdown" => ([PoweredOn], PoweredOff, "vappShutdownGuest"),
        "suspend" => ([PoweredOn], Suspended, "vappSuspend"),
        "reset" => ([PoweredOn], PoweredOn, "vappReset"),
        "reboot" => ([PoweredOn], PoweredOn, "vappRebootGuest"),
        _ => throw VcdError.NotFound($"No resource at {call.Request.Path}."),
    };

    private static TaskState OnVm(VcdCall call, VmState vm, string operation, int status, bool deployed) => new()
    {
        OrgId = vm.OrgId,
        OperationName = operation,
        Operation = $"{operation} Virtual Machine {vm.Name}({vm.Id})",
        OwnerPath = VmViews.PathOf(vm),
        OwnerName = vm.Name,
        OwnerType = X.Mime("vm"),
        Act = "power",
        VAppId = vm.VAppId,
        VmIds = [vm.Id],
        TargetStatus = status,
        TargetDeployed = deployed,
    };

    private static TaskState OnVApp(VAppState vapp, string operation, List<Guid> vms, int status, bool deployed) => new()
    {
        OrgId = vapp.OrgId,
        OperationName = operation,
        Operation = $"{operation} Virtual Application {vapp.Name}({vapp.Id})",
        OwnerPath = VAppViews.PathOf(vapp),
        OwnerName = vapp.Name,
        OwnerType = X.Mime("vApp"),
        Act = "power",
        VAppId = vapp.Id,
        VmIds = vms,
        LocksVApp = true,
        TargetStatus = status,
        TargetDeployed = deployed,
    };

    private static void CheckUndeploy(VcdCall call)
    {
        if (call.Request.Body.Length == 0)
            return;
        var action = X.Parse(call.Request.Body, X.V + "UndeployVAppParams").Element(X.V + "UndeployPowerAction")?.Value;
        if (action is not (null or "powerOff" or "suspend" or "shutdown" or "force" or "default"))
            throw VcdError.BadRequest($"Bad request - Unknown UndeployPowerAction: {action}");
    }

    private static bool PowersOn(VcdCall call) =>
        call.Request.Body.Length > 0 && X.Parse(call.Request.Body, X.V + "DeployVAppParams").Flag("powerOn", true);

    private static string Words(int status) => status switch
    {
        PoweredOn => "running",
        PoweredOff => "not running",
        Suspended => "suspended",
        _ => "in a state that does not allow it",
    };
}
