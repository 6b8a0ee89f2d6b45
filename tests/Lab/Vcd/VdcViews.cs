using System.Xml.Linq;
using Orchestrator.Lab.Http;

namespace Orchestrator.Lab.Vcd;

/// <summary>Virtual data centres with their networks and storage profiles.</summary>
internal static class VdcViews
{
    public static LabReply Get(VcdCall call)
    {
        var id = call.Id();
        var vdc = call.Visible(call.Vcd.Vdc(id), v => v.OrgId, "vdc", id);
        var root = new XElement(
            X.V + "Vdc",
            new XAttribute("status", "1"),
            new XAttribute("name", vdc.Name),
            new XAttribute("id", $"urn:vcloud:vdc:{vdc.Id}"),
            new XAttribute("href", call.Href($"/api/vdc/{vdc.Id}")),
            new XAttribute("type", X.Mime("vdc")),
            X.Link("up", call.Href($"/api/org/{vdc.OrgId}"), X.Mime("org")),
            X.Link("edgeGateways", call.Href($"/api/admin/vdc/{vdc.Id}/edgeGateways"), X.Mime("query.records")),
            X.Link("add", call.Href($"/api/vdc/{vdc.Id}/action/instantiateVAppTemplate"), X.Mime("instantiateVAppTemplateParams")),
            new XElement(X.V + "AllocationModel", "AllocationVApp"),
            new XElement(
                X.V + "ResourceEntities",
                call.Vcd.Templates.Where(t => t.VdcId == id).Select(t => X.Reference("ResourceEntity", call.Href($"/api/vAppTemplate/vappTemplate-{t.Id}"), t.Name, X.Mime("vAppTemplate"), $"urn:vcloud:vapptemplate:{t.Id}")),
                call.Vcd.VApps.Where(v => v.VdcId == id).Select(v => X.Reference("ResourceEntity", call.Href($"/api/vApp/vapp-{v.Id}"), v.Name, X.Mime("vApp"), $"urn:vcloud:vapp:{v.Id}"))),
            new XElement(
                X.V + "AvailableNetworks",
                call.Vcd.Networks.Where(n => n.VdcId == id).Select(n => X.Reference("Network", call.Href($"/api/network/{n.Id}"), n.Name, X.Mime("network")))),
            new XElement(X.V + "NicQuota", "0"),
            new XElement(X.V + "NetworkQuota", "100"),
            new XElement(X.V + "VmQuota", "0"),
            new XElement(X.V + "IsEnabled", "true"),
            new XElement(
                X.V + "VdcStorageProfiles",
                X.Reference("VdcStorageProfile", call.Href($"/api/vdcStorageProfile/{vdc.StorageProfileId}"), vdc.StorageProfileName, X.Mime("vdcStorageProfile"), $"urn:vcloud:vdcstorageProfile:{vdc.StorageProfileId}")));
        return call.Xml(200, root, X.Mime("vdc"));
    }

    public static LabReply Network(VcdCall call)
    {
        var id = call.Id();
        var network = call.Visible(call.Vcd.Network(id), n => n.OrgId, "network", id);
        return call.Xml(
            200,
            new XElement(
                X.V + "OrgVdcNetwork",
                new XAttribute("name", network.Name),
                new XAttribute("id", $"urn:vcloud:network:{network.Id}"),
                new XAttribute("href", call.Href($"/api/network/{network.Id}")),
                new XAttribute("type", X.Mime("orgVdcNetwork")),
                X.Link("up", call.Href($"/api/vdc/{network.VdcId}"), X.Mime("vdc")),
                Configuration(network)),
            X.Mime("orgVdcNetwork"));
    }

    public static LabReply StorageProfile(VcdCall call)
    {
        var id = call.Id();
        var vdc = call.Visible(call.Vcd.Vdcs.Find(v => v.StorageProfileId == id), v => v.OrgId, "vdcstorageProfile", id);
        return call.Xml(
            200,
            new XElement(
                X.V + "VdcStorageProfile",
                new XAttribute("name", vdc.StorageProfileName),
                new XAttribute("id", $"urn:vcloud:vdcstorageProfile:{id}"),
                new XAttribute("href", call.Href($"/api/vdcStorageProfile/{id}")),
                new XAttribute("type", X.Mime("vdcStorageProfile")),
                X.Link("up", call.Href($"/api/vdc/{vdc.Id}"), X.Mime("vdc")),
                new XElement(X.V + "Enabled", "true"),
                new XElement(X.V + "Units", "MB"),
                new XElement(X.V + "Limit", "0"),
                new XElement(X.V + "Default", "true")),
            X.Mime("vdcStorageProfile"));
    }

    /// <summary>The network's address scopes, as they stand in networks and in vApps.</summary>
    public static XElement Configuration(State.NetworkState network, XElement? parent = null) => new(
        X.V + "Configuration",
        new XElement(
            X.V + "IpScopes",
            new XElement(
                X.V + "IpScope",
                new XElement(X.V + "IsInherited", X.Bool(parent is not null)),
                new XElement(X.V + "Gateway", network.Gateway),
                new XElement(X.V + "Netmask", network.Netmask),
                new XElement(X.V + "IsEnabled", "true"),
                new XElement(
                    X.V + "IpRanges",
                    new XElement(X.V + "IpRange", new XElement(X.V + "StartAddress", network.PoolStart), new XElement(X.V + "EndAddress", network.PoolEnd))))),
        parent,
        new XElement(X.V + "FenceMode", parent is null ? "natRouted" : "bridged"),
        new XElement(X.V + "RetainNetInfoAcrossDeployments", "false"));
}
