using System.Xml.Linq;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

internal static class VAppViews
{
    public static LabReply Get(VcdCall call) => call.Xml(200, Element(call, call.VApp(call.Id())), X.Mime("vApp"));

    public static string PathOf(VAppState vapp) => $"/api/vApp/vapp-{vapp.Id}";

    /// <summary>0 unresolved, 10 mixed, else the status that all VMs share.</summary>
    public static int StatusOf(VcdCall call, VAppState vapp)
    {
        if (!vapp.IsResolved)
            return 0;
        var statuses = call.Vcd.VmsOf(vapp.Id).Select(v => v.Status).Where(s => s != 0).Distinct().ToList();
        return statuses.Count switch { 0 => 8, 1 => statuses[0], _ => 10 };
    }

    public static bool IsDeployed(VcdCall call, VAppState vapp) => call.Vcd.VmsOf(vapp.Id).Any(v => v.IsDeployed);

    public static XElement Element(VcdCall call, VAppState vapp)
    {
        var href = call.Href(PathOf(vapp));
        var owner = call.Vcd.Users.Find(u => u.Id == vapp.OwnerId);
        var deployed = IsDeployed(call, vapp);
        var root = new XElement(
            X.V + "VApp",
            new XAttribute(XNamespace.Xmlns + "ovf", X.Ovf),
            new XAttribute("ovfDescriptorUploaded", "true"),
            new XAttribute("deployed", X.Bool(deployed)),
            new XAttribute("status", X.Text(StatusOf(call, vapp))),
            new XAttribute("name", vapp.Name),
            new XAttribute("id", $"urn:vcloud:vapp:{vapp.Id}"),
            new XAttribute("href", href),
            new XAttribute("type", X.Mime("vApp")),
            VAppActions.PowerLinks(href, StatusOf(call, vapp), deployed),
            X.Link("up", call.Href($"/api/vdc/{vapp.VdcId}"), X.Mime("vdc")),
            X.Link("recompose", href + "/action/recomposeVApp", X.Mime("recomposeVAppParams")),
            X.Link("down", href + "/metadata", X.Mime("metadata")),
            deployed ? null : X.Link("remove", href),
            new XElement(X.V + "Description", vapp.Description),
            TaskViews.RunningOn(call, t => t.VAppId == vapp.Id && t.OwnerPath == PathOf(vapp)),
            new XElement(
                X.V + "NetworkConfigSection",
                new XAttribute("type", X.Mime("networkConfigSection")),
                new XElement(X.Ovf + "Info", "The networks of the vApp"),
                vapp.NetworkIds.Select(call.Vcd.Network).OfType<NetworkState>().Select(n => new XElement(
                    X.V + "NetworkConfig",
                    new XAttribute("networkName", n.Name),
                    VdcViews.Configuration(n, X.Reference("ParentNetwork", call.Href($"/api/admin/network/{n.Id}"), n.Name, X.AdminMime("network"), n.Id.ToString())),
                    new XElement(X.V + "IsDeployed", X.Bool(deployed))))),
            new XElement(X.V + "DateCreated", X.Time(vapp.CreatedAt)));
        if (owner is not null)
            root.Add(new XElement(X.V + "Owner", new XAttribute("type", X.Mime("owner")), X.Reference("User", call.Href($"/api/admin/user/{owner.Id}"), owner.Name, X.AdminMime("user"))));
        root.Add(
            new XElement(X.V + "InMaintenanceMode", "false"),
            new XElement(X.V + "Children", call.Vcd.VmsOf(vapp.Id).Select(v => VmViews.Element(call, v))));
        return root;
    }
}
