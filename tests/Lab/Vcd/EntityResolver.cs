using System.Xml.Linq;
using Orchestrator.Lab.Http;

namespace Orchestrator.Lab.Vcd;

/// <summary>Resolves <c>urn:vcloud:kind:uuid</c> to its links.</summary>
internal static class EntityResolver
{
    public static LabReply Get(VcdCall call)
    {
        var urn = call.Request.RouteText("urn");
        var parts = urn.Split(':');
        if (parts is not ["urn", "vcloud", var kind, var text] || !Guid.TryParseExact(text, "D", out var id))
            throw VcdError.BadRequest($"Bad request - {urn} is no urn of an entity.");

        var (org, path, mime) = kind switch
        {
            "vm" => (call.Vcd.Vm(id)?.OrgId, $"/api/vApp/vm-{id}", "vm"),
            "vapp" => (call.Vcd.VApp(id)?.OrgId, $"/api/vApp/vapp-{id}", "vApp"),
            "org" => (call.Vcd.Org(id)?.Id, $"/api/org/{id}", "org"),
            "vdc" => (call.Vcd.Vdc(id)?.OrgId, $"/api/vdc/{id}", "vdc"),
            "task" => (call.Vcd.Task(id)?.OrgId, $"/api/task/{id}", "task"),
            "network" => (call.Vcd.Network(id)?.OrgId, $"/api/network/{id}", "orgVdcNetwork"),
            "catalog" => (call.Vcd.Catalogs.Find(c => c.Id == id)?.OrgId, $"/api/catalog/{id}", "catalog"),
            "vapptemplate" => (call.Vcd.Templates.Find(t => t.Id == id)?.OrgId, $"/api/vAppTemplate/vappTemplate-{id}", "vAppTemplate"),
            _ => (null, "", ""),
        };
        if (org is null || !call.MaySee(org.Value))
            throw VcdError.NoEntity(kind, id);
        return call.Xml(
            200,
            new XElement(
                X.V + "Entity",
                new XAttribute("id", urn),
                new XAttribute("href", call.Href($"/api/entity/{urn}")),
                new XAttribute("type", X.Mime("entity")),
                X.Link("alternate", call.Href(path), X.Mime(mime))),
            X.Mime("entity"));
    }
}
