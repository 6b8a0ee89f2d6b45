using System.Xml.Linq;
using Orchestrator.Lab.Http;

namespace Orchestrator.Lab.Vcd;

/// <summary>Organisations and the provider's root.</summary>
internal static class OrgViews
{
    public static LabReply List(VcdCall call) => call.Xml(
        200,
        new XElement(
            X.V + "OrgList",
            new XAttribute("href", call.Href("/api/org/")),
            new XAttribute("type", X.Mime("orgList")),
            call.Vcd.Orgs.Where(o => call.MaySee(o.Id)).Select(o => X.Reference("Org", call.Href($"/api/org/{o.Id}"), o.Name, X.Mime("org"), $"urn:vcloud:org:{o.Id}"))),
        X.Mime("orgList"));

    public static LabReply Get(VcdCall call)
    {
        var id = call.Id();
        var org = call.Visible(call.Vcd.Org(id), o => o.Id, "org", id);
        var root = new XElement(
            X.V + "Org",
            new XAttribute("name", org.Name),
            new XAttribute("id", $"urn:vcloud:org:{org.Id}"),
            new XAttribute("href", call.Href($"/api/org/{org.Id}")),
            new XAttribute("type", X.Mime("org")));
        if (call.Version < ApiVersion.CloudApi)
        {
            root.Add(
                call.Vcd.Vdcs.Where(v => v.OrgId == id).Select(v => X.Link("down", call.Href($"/api/vdc/{v.Id}"), X.Mime("vdc"), v.Name)),
                call.Vcd.Catalogs.Where(c => c.OrgId == id).Select(c => X.Link("down", call.Href($"/api/catalog/{c.Id}"), X.Mime("catalog"), c.Name)),
                call.Vcd.Networks.Where(n => n.OrgId == id).Select(n => X.Link("down", call.Href($"/api/network/{n.Id}"), X.Mime("orgNetwork"), n.Name)));
        }
        else
        {
            var admin = call.IsProvider ? "admin" : "";
            root.Add(((string[])[call.IsProvider ? "adminOrgVdc" : "orgVdc", call.IsProvider ? "adminCatalog" : "catalog", "orgVdcNetwork", $"{admin}{(call.IsProvider ? "VAppTemplate" : "vAppTemplate")}"])
                .Select(type => X.Link("down", call.Href($"/api/query?type={type}&format=records&filter=org=={call.Href($"/api/org/{org.Id}")}"), X.Mime("query.records"), type)));
        }

        root.Add(
            X.Link("down", call.Href($"/api/tasksList/{org.Id}"), X.Mime("tasksList")),
            X.Link("alternate", call.Href($"/api/admin/org/{org.Id}"), X.AdminMime("organization")),
            new XElement(X.V + "Description", org.FullName),
            new XElement(X.V + "FullName", org.FullName),
            new XElement(X.V + "IsEnabled", "true"));
        return call.Xml(200, root, X.Mime("org"));
    }

    public static LabReply Admin(VcdCall call)
    {
        call.DemandProvider();
        return call.Xml(
            200,
            new XElement(
                X.V + "VCloud",
                new XAttribute("name", "lab"),
                new XAttribute("href", call.Href("/api/admin/")),
                new XAttribute("type", X.AdminMime("vcloud")),
                X.Link("down", call.Href("/api/admin/extension"), X.AdminMime("vmwExtension")),
                new XElement(
                    X.V + "OrganizationReferences",
                    call.Vcd.Orgs.Select(o => X.Reference("OrganizationReference", call.Href($"/api/admin/org/{o.Id}"), o.Name, X.AdminMime("organization"))))),
            X.AdminMime("vcloud"));
    }
}
