using System.Xml.Linq;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>Catalogs, their items, and templates.</summary>
internal static class CatalogViews
{
    public static LabReply Get(VcdCall call)
    {
        var id = call.Id();
        var catalog = call.Visible(call.Vcd.Catalogs.Find(c => c.Id == id), c => c.OrgId, "catalog", id);
        return call.Xml(
            200,
            new XElement(
                X.V + "Catalog",
                new XAttribute("name", catalog.Name),
                new XAttribute("id", $"urn:vcloud:catalog:{catalog.Id}"),
                new XAttribute("href", call.Href($"/api/catalog/{catalog.Id}")),
                new XAttribute("type", X.Mime("catalog")),
                X.Link("up", call.Href($"/api/org/{catalog.OrgId}"), X.Mime("org")),
                new XElement(
                    X.V + "CatalogItems",
                    catalog.Items.Select(i => X.Reference("CatalogItem", call.Href($"/api/catalogItem/{i.Id}"), i.Name, X.Mime("catalogItem"), i.Id.ToString()))),
                new XElement(X.V + "IsPublished", "false"),
                new XElement(X.V + "DateCreated", X.Time(catalog.CreatedAt)),
                new XElement(X.V + "VersionNumber", "1")),
            X.Mime("catalog"));
    }

    public static LabReply Item(VcdCall call)
    {
        var id = call.Id();
        var catalog = call.Visible(call.Vcd.Catalogs.Find(c => c.Items.Exists(i => i.Id == id)), c => c.OrgId, "catalogItem", id);
        var item = catalog.Items.Find(i => i.Id == id)!;
        return call.Xml(
            200,
            new XElement(
                X.V + "CatalogItem",
                new XAttribute("name", item.Name),
                new XAttribute("id", $"urn:vcloud:catalogitem:{item.Id}"),
                new XAttribute("href", call.Href($"/api/catalogItem/{item.Id}")),
                new XAttribute("type", X.Mime("catalogItem")),
                X.Link("up", call.Href($"/api/catalog/{catalog.Id}"), X.Mime("catalog")),
                X.Reference("Entity", call.Href($"/api/vAppTemplate/vappTemplate-{item.TemplateId}"), item.Name, X.Mime("vAppTemplate"), $"urn:vcloud:vapptemplate:{item.TemplateId}"),
                new XElement(X.V + "DateCreated", X.Time(catalog.CreatedAt)),
                new XElement(X.V + "VersionNumber", "1")),
            X.Mime("catalogItem"));
    }

    public static LabReply Template(VcdCall call)
    {
        var id = call.Id();
        var template = call.Visible(call.Vcd.Templates.Find(t => t.Id == id), t => t.OrgId, "vapptemplate", id);
        return call.Xml(
            200,
            new XElement(
                X.V + "VAppTemplate",
                new XAttribute(XNamespace.Xmlns + "ovf", X.Ovf),
                new XAttribute("goldMaster", "false"),
                new XAttribute("ovfDescriptorUploaded", "true"),
                new XAttribute("status", "8"),
                new XAttribute("name", template.Name),
                new XAttribute("id", $"urn:vcloud:vapptemplate:{template.Id}"),
                new XAttribute("href", call.Href($"/api/vAppTemplate/vappTemplate-{template.Id}")),
                new XAttribute("type", X.Mime("vAppTemplate")),
                X.Link("up", call.Href($"/api/vdc/{template.VdcId}"), X.Mime("vdc")),
                new XElement(X.V + "Children", template.Vms.Select(v => Vm(call, template, v))),
                new XElement(X.V + "DateCreated", X.Time(template.CreatedAt))),
            X.Mime("vAppTemplate"));
    }

    public static LabReply TemplateVm(VcdCall call)
    {
        var id = call.Id();
        var template = call.Visible(call.Vcd.Templates.Find(t => t.Vms.Exists(v => v.Id == id)), t => t.OrgId, "vm", id);
        return call.Xml(200, Vm(call, template, template.Vms.Find(v => v.Id == id)!), X.Mime("vm"));
    }

    private static XElement Vm(VcdCall call, TemplateState template, TemplateVmState vm) => new(
        X.V + "Vm",
        new XAttribute("needsCustomization", "true"),
        new XAttribute("status", "8"),
        new XAttribute("name", vm.Name),
        new XAttribute("id", $"urn:vcloud:vm:{vm.Id}"),
        new XAttribute("href", call.Href($"/api/vAppTemplate/vm-{vm.Id}")),
        new XAttribute("type", X.Mime("vm")),
        X.Link("up", call.Href($"/api/vAppTemplate/vappTemplate-{template.Id}"), X.Mime("vAppTemplate")),
        new XElement(X.V + "VAppScopedLocalId", vm.ScopedId));
}
