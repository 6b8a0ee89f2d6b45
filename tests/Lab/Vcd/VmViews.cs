using System.Xml.Linq;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

internal static class VmViews
{
    public static LabReply Get(VcdCall call) => call.Xml(200, Element(call, call.Vm(call.Id())), X.Mime("vm"));

    public static LabReply Connections(VcdCall call) => call.Xml(200, ConnectionSection(call, call.Vm(call.Id())), X.Mime("networkConnectionSection"));

    public static string PathOf(VmState vm) => $"/api/vApp/vm-{vm.Id}";

    public static XElement Element(VcdCall call, VmState vm)
    {
        var href = call.Href(PathOf(vm));
        var vdc = call.Vcd.Vdc(call.Vcd.VApp(vm.VAppId)!.VdcId)!;
        return new XElement(
            X.V + "Vm",
            new XAttribute("needsCustomization", "false"),
            new XAttribute("deployed", X.Bool(vm.IsDeployed)),
            new XAttribute("status", X.Text(vm.Status)),
            new XAttribute("name", vm.Name),
            new XAttribute("id", $"urn:vcloud:vm:{vm.Id}"),
            new XAttribute("href", href),
            new XAttribute("type", X.Mime("vm")),
            VAppActions.PowerLinks(href, vm.Status, vm.IsDeployed),
            X.Link("up", call.Href($"/api/vApp/vapp-{vm.VAppId}"), X.Mime("vApp")),
            X.Link("edit", href, X.Mime("vm")),
            X.Link("down", href + "/metadata", X.Mime("metadata")),
            vm.IsDeployed ? null : X.Link("remove", href),
            new XElement(X.V + "Description", vm.Description),
            TaskViews.RunningOn(call, t => t.VmIds.Contains(vm.Id)),
            Hardware(vm),
            new XElement(
                X.Ovf + "OperatingSystemSection",
                new XElement(X.Ovf + "Info", "The guest's operating system"),
                new XElement(X.Ovf + "Description", vm.GuestOs)),
            ConnectionSection(call, vm),
            new XElement(
                X.V + "GuestCustomizationSection",
                new XAttribute("type", X.Mime("guestCustomizationSection")),
                new XElement(X.Ovf + "Info", "Guest customization"),
                new XElement(X.V + "Enabled", "true"),
                new XElement(X.V + "ComputerName", vm.ComputerName)),
            call.IsProvider ? VCloudExtension(call, vm) : null,
            new XElement(X.V + "DateCreated", X.Time(vm.CreatedAt ?? call.Now)),
            new XElement(X.V + "VAppScopedLocalId", vm.ScopedId),
            X.Reference("StorageProfile", call.Href($"/api/vdcStorageProfile/{vdc.StorageProfileId}"), vdc.StorageProfileName, X.Mime("vdcStorageProfile"), $"urn:vcloud:vdcstorageProfile:{vdc.StorageProfileId}"));
    }

    private static XElement ConnectionSection(VcdCall call, VmState vm) => new(
        X.V + "NetworkConnectionSection",
        new XAttribute("href", call.Href(PathOf(vm)) + "/networkConnectionSection/"),
        new XAttribute("type", X.Mime("networkConnectionSection")),
        new XElement(X.Ovf + "Info", "The network connections"),
        vm.Connections.Count == 0 ? null : new XElement(X.V + "PrimaryNetworkConnectionIndex", X.Text(vm.Connections.Min(c => c.Index))),
        vm.Connections.Select(c => new XElement(
            X.V + "NetworkConnection",
            new XAttribute("network", c.Network),
            new XAttribute("needsCustomization", "false"),
            new XElement(X.V + "NetworkConnectionIndex", X.Text(c.Index)),
            c.IpAddress is null ? null : new XElement(X.V + "IpAddress", c.IpAddress),
            new XElement(X.V + "IsConnected", X.Bool(c.IsConnected)),
            new XElement(X.V + "MACAddress", c.Mac),
            new XElement(X.V + "IpAddressAllocationMode", c.Mode),
            new XElement(X.V + "NetworkAdapterType", "VMXNET3"))));

    private static XElement Hardware(VmState vm) => new(
        X.Ovf + "VirtualHardwareSection",
        new XAttribute(XNamespace.Xmlns + "ovf", X.Ovf),
        new XAttribute(XNamespace.Xmlns + "rasd", X.Rasd),
        new XAttribute(XNamespace.Xmlns + "vcloud", X.V),
        new XElement(X.Ovf + "Info", "The virtual hardware"),
        vm.Connections.Select(c => Item(
            10,
            1 + c.Index,
            $"Network adapter {c.Index}",
            new XElement(X.Rasd + "Address", c.Mac),
            new XElement(X.Rasd + "AddressOnParent", X.Text(c.Index)),
            new XElement(
                X.Rasd + "Connection",
                c.IpAddress is null ? null : new XAttribute(X.V + "ipAddress", c.IpAddress),
                new XAttribute(X.V + "primaryNetworkConnection", X.Bool(c.Index == vm.Connections.Min(o => o.Index))),
                new XAttribute(X.V + "ipAddressingMode", c.Mode),
                c.Network))),
        Item(3, 100, $"{vm.Cpus} virtual CPU(s)", new XElement(X.Rasd + "VirtualQuantity", X.Text(vm.Cpus))),
        Item(4, 101, $"{vm.MemoryMb} MB of memory", new XElement(X.Rasd + "VirtualQuantity", X.Text(vm.MemoryMb))));

    /// <summary>An OVF item: the rasd children stand in alphabetical order.</summary>
    private static XElement Item(int resourceType, int instance, string name, params XElement[] more) => new(
        X.Ovf + "Item",
        more.Append(new XElement(X.Rasd + "ElementName", name))
            .Append(new XElement(X.Rasd + "InstanceID", X.Text(instance)))
            .Append(new XElement(X.Rasd + "ResourceType", X.Text(resourceType)))
            .OrderBy(e => e.Name.LocalName, StringComparer.Ordinal));

    /// <summary>What only the provider sees: the VM's place in vCenter.</summary>
    private static XElement VCloudExtension(VcdCall call, VmState vm) => new(
        X.V + "VCloudExtension",
        new XAttribute("required", "false"),
        new XElement(
            X.Ext + "VmVimInfo",
            new XAttribute(XNamespace.Xmlns + "vmext", X.Ext),
            new XElement(
                X.Ext + "VmVimObjectRef",
                new XElement(
                    X.Ext + "VimServerRef",
                    new XAttribute("href", call.Href($"/api/admin/extension/vimServer/{call.Vcd.VCenterId}")),
                    new XAttribute("type", X.AdminMime("vmwvirtualcenter"))),
                new XElement(X.Ext + "MoRef", vm.Moref),
                new XElement(X.Ext + "VimObjectType", "VIRTUAL_MACHINE"))));
}
