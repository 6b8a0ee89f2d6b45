using System.Globalization;
using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>A VM of a vApp.</summary>
public sealed record VcdVm
{
    /// <summary>UUID.</summary>
    public required string Id { get; init; }

    public required string Href { get; init; }

    public required string Name { get; init; }

    /// <summary>Status as vCD numbers it: 0 being made, 4 powered on, 8 powered off …</summary>
    public required int Status { get; init; }

    /// <summary>Address of the primary network card; empty until it is known.</summary>
    public string IpAddress { get; init; } = "";

    /// <summary>Id of the VM in vCenter, such as <c>vm-123</c>; only a provider administrator sees it.</summary>
    public string Moref { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>Whether vCD works on it just now.</summary>
    public bool IsBusy { get; init; }

    public bool IsDeployed { get; init; }

    public bool IsPoweredOn => Status == 4;

    /// <summary>Status in words.</summary>
    public string StatusText => Status switch
    {
        -1 => "failed creation",
        0 => "unresolved",
        1 => "resolved",
        2 => "deployed",
        3 => "suspended",
        4 => "powered on",
        5 => "waiting for input",
        8 => "powered off",
        9 => "inconsistent",
        10 => "mixed",
        12 => "copying contents",
        _ => string.Create(CultureInfo.InvariantCulture, $"status {Status}"),
    };

    internal static VcdVm From(XElement vm)
    {
        var href = vm.Attr("href");
        return new VcdVm
        {
            Id = XmlReading.Uuid(href),
            Href = href,
            Name = vm.Attr("name"),
            Status = int.TryParse(vm.Attr("status"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var status) ? status : 0,
            IpAddress = PrimaryAddress(vm),
            Moref = vm.Path("VCloudExtension", "VmVimInfo", "VmVimObjectRef", "MoRef")?.Value.Trim() ?? "",
            Description = vm.Text("Description"),
            IsBusy = VcdTask.RunningTasks(vm).Count > 0,
            IsDeployed = vm.Attr("deployed") == "true",
        };
    }

    private static string PrimaryAddress(XElement vm)
    {
        var section = vm.Child("NetworkConnectionSection");
        var primary = section.Text("PrimaryNetworkConnectionIndex");
        var connections = section.Children("NetworkConnection").ToList();
        var connection = connections.FirstOrDefault(c => c.Text("NetworkConnectionIndex") == primary) ?? connections.FirstOrDefault();
        return connection.Text("IpAddress");
    }
}
