using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>A vApp with its VMs.</summary>
public sealed record VcdVApp
{
    /// <summary>UUID.</summary>
    public required string Id { get; init; }

    public required string Href { get; init; }

    public required string Name { get; init; }

    /// <summary>The VDC it lies in; empty where vCD does not say.</summary>
    public string VdcHref { get; init; } = "";

    /// <summary>Networks that VMs of it may use.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    public IReadOnlyList<VcdVm> Vms { get; init; } = [];

    /// <summary>Tasks that work on the vApp itself.</summary>
    public IReadOnlyList<VcdTask> RunningTasks { get; init; } = [];

    /// <summary>The VM of this name (case-insensitive); null when there is none.</summary>
    internal VcdVm? FindVm(string name) => Vms.FirstOrDefault(vm => string.Equals(vm.Name, name, StringComparison.OrdinalIgnoreCase));

    internal static VcdVApp From(XElement vapp) => new()
    {
        Id = XmlReading.Uuid(vapp.Attr("href")),
        Href = vapp.Attr("href"),
        Name = vapp.Attr("name"),
        VdcHref = vapp.LinkHref("up") ?? "",
        Networks = [.. vapp.Child("NetworkConfigSection").Children("NetworkConfig").Select(n => n.Attr("networkName")).Where(n => n.Length > 0 && n != "none")],
        Vms = [.. vapp.Child("Children").Children("Vm").Select(VcdVm.From)],
        RunningTasks = VcdTask.RunningTasks(vapp),
    };
}
