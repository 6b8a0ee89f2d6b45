using System.Globalization;
using System.Xml.Linq;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>
/// Adds VMs to a vApp and removes them. A new VM is there at once as unresolved (status 0, no address); the task gives it its address and power.
/// When the task fails, it vanishes.
/// </summary>
internal static class Recompose
{
    private static readonly string[] ItemOrder =
        ["Source", "VmGeneralParams", "VAppScopedLocalId", "InstantiationParams", "NetworkAssignment", "StorageProfile", "LocalityParams", "ComputePolicy"];

    private static readonly string[] ConnectionOrder =
        ["NetworkConnectionIndex", "IpAddress", "SecondaryIpAddress", "ExternalIpAddress", "IpType", "IsConnected", "MACAddress", "IpAddressAllocationMode", "NetworkAdapterType"];

    public static LabReply Post(VcdCall call)
    {
        var vapp = call.VApp(call.Id());
        var root = X.Parse(call.Request.Body, X.V + "RecomposeVAppParams");
        VAppActions.DemandFree(call, vapp.Id);

        var deploy = root.Flag("deploy", true);
        var powerOn = root.Flag("powerOn", true);
        var plans = root.Elements(X.V + "SourcedItem").Select(i => Read(call, vapp, i)).ToList();
        var removed = root.Elements(X.V + "DeleteItem").Select(d => ReadDelete(call, vapp, d)).ToList();
        var task = new TaskState
        {
            OrgId = vapp.OrgId,
            OperationName = "vdcRecomposeVapp",
            Operation = $"Recomposing Virtual Application {vapp.Name}({vapp.Id})",
            OwnerPath = VAppViews.PathOf(vapp),
            OwnerName = vapp.Name,
            OwnerType = X.Mime("vApp"),
            Act = plans.Count > 0 ? "create" : "remove",
            VAppId = vapp.Id,
            RemoveVmIds = [.. removed.Select(v => v.Id)],
            LocksVApp = true,
            TargetStatus = powerOn ? 4 : 8,
            TargetDeployed = deploy || powerOn,
        };

        var names = call.Vcd.VmsOf(vapp.Id).Where(v => !task.RemoveVmIds.Contains(v.Id)).Select(v => v.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (plans.Find(p => !names.Add(p.Name)) is { } clash)
        {
            task.ErrorCode = "DUPLICATE_NAME";
            task.ErrorMessage = $"The VM name \"{clash.Name}\" is already in use in vApp \"{vapp.Name}\".";
            task.Progress = 10;
            return TaskViews.Accept(call, task);
        }

        foreach (var plan in plans)
            task.VmIds.Add(Add(call, vapp, plan).Id);
        return TaskViews.Accept(call, task);
    }

    private static VmState ReadDelete(VcdCall call, VAppState vapp, XElement item)
    {
        var id = X.IdOf(item.Attribute("href")?.Value) ?? throw VcdError.BadRequest("Bad request - DeleteItem needs the href of a VM.");
        var vm = call.Vm(id);
        if (vm.VAppId != vapp.Id)
            throw VcdError.BadRequest($"The VM \"{vm.Name}\" is not in vApp \"{vapp.Name}\".");
        VAppActions.DemandUndeployed(vm);
        return vm;
    }

    private static Plan Read(VcdCall call, VAppState vapp, XElement item)
    {
        DemandOrder(item, ItemOrder);
        var source = item.Element(X.V + "Source") ?? throw VcdError.BadRequest("Bad request - SourcedItem needs a Source.");
        var id = X.IdOf(source.Attribute("href")?.Value) ?? throw VcdError.BadRequest("Bad request - Source needs the href of a VM.");
        var parameters = item.Element(X.V + "InstantiationParams");
        var guest = parameters?.Element(X.V + "GuestCustomizationSection")?.Element(X.V + "ComputerName")?.Value;

        // Two shapes are in use: the name in VmGeneralParams, or in the Source's own name attribute.
        var name = item.Element(X.V + "VmGeneralParams")?.Element(X.V + "Name")?.Value ?? source.Attribute("name")?.Value;
        if (string.IsNullOrWhiteSpace(name))
            throw VcdError.BadRequest("Bad request - A sourced VM needs a name.");

        var connections = parameters?.Element(X.V + "NetworkConnectionSection")?.Elements(X.V + "NetworkConnection").Select(c => ReadConnection(call, vapp, c)).ToList() ?? [];
        var description = item.Element(X.V + "VmGeneralParams")?.Element(X.V + "Description")?.Value ?? "";
        return new Plan(name.Trim(), description, SourceOf(call, id), guest ?? name.Trim(), connections);
    }

    private static TemplateVmState SourceOf(VcdCall call, Guid id)
    {
        var template = call.Vcd.Templates.Find(t => call.MaySee(t.OrgId) && t.Vms.Exists(v => v.Id == id));
        if (template is not null)
            return template.Vms.Find(v => v.Id == id)!;
        var vm = call.Vm(id);
        return new TemplateVmState { Id = vm.Id, Name = vm.Name, Cpus = vm.Cpus, MemoryMb = vm.MemoryMb, GuestOs = vm.GuestOs };
    }

    private static ConnectionState ReadConnection(VcdCall call, VAppState vapp, XElement connection)
    {
        DemandOrder(connection, ConnectionOrder);
        var network = connection.Attribute("network")?.Value ?? throw VcdError.BadRequest("Bad request - NetworkConnection needs a network.");
        var mode = connection.Element(X.V + "IpAddressAllocationMode")?.Value ?? "NONE";
        var address = connection.Element(X.V + "IpAddress")?.Value;
        if (mode is not ("POOL" or "DHCP" or "MANUAL" or "NONE"))
            throw VcdError.BadRequest($"Bad request - Unknown IpAddressAllocationMode: {mode}");
        if (mode == "MANUAL" && string.IsNullOrEmpty(address))
            throw VcdError.BadRequest("Bad request - The allocation mode MANUAL needs an IpAddress.");
        if (network != "none" && vapp.NetworkIds.Select(call.Vcd.Network).All(n => n!.Name != network))
            throw VcdError.BadRequest($"The network \"{network}\" is not in vApp \"{vapp.Name}\".");
        return new ConnectionState
        {
            Index = int.Parse(connection.Element(X.V + "NetworkConnectionIndex")?.Value ?? "0", CultureInfo.InvariantCulture),
            Network = network,
            Mode = mode,
            IpAddress = mode == "MANUAL" ? address : null,
            IsConnected = connection.Element(X.V + "IsConnected")?.Value is null or "true" or "1",
        };
    }

    /// <summary>vCD validates against its schema, in which children have a fixed order.</summary>
    private static void DemandOrder(XElement parent, string[] order)
    {
        var last = 0;
        foreach (var child in parent.Elements())
        {
            var place = child.Name.Namespace == X.V ? Array.IndexOf(order, child.Name.LocalName) : -1;
            if (place < last)
                throw VcdError.BadRequest($"Bad request - cvc-complex-type.2.4.a: Invalid content was found starting with element '{child.Name.LocalName}' of {parent.Name.LocalName}.");
            last = place;
        }
    }

    internal static VmState Add(VcdCall call, VAppState vapp, Plan plan)
    {
        var number = call.Vcd.NextMoref++;
        foreach (var connection in plan.Connections)
            connection.Mac = LabWorld.MacOf(number);
        var vm = new VmState
        {
            Id = call.World.Ids.NewId(),
            Name = plan.Name,
            Description = plan.Description,
            VAppId = vapp.Id,
            OrgId = vapp.OrgId,
            Status = 0,
            Cpus = plan.Source.Cpus,
            MemoryMb = plan.Source.MemoryMb,
            GuestOs = plan.Source.GuestOs,
            ComputerName = plan.ComputerName,
            Moref = $"vm-{number}",
            ScopedId = call.World.Ids.NewId(),
            Connections = plan.Connections,
        };
        call.Vcd.Vms.Add(vm);
        return vm;
    }

    internal sealed record Plan(string Name, string Description, TemplateVmState Source, string ComputerName, List<ConnectionState> Connections);
}
