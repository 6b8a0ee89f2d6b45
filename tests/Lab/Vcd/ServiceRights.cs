using System.Xml.Linq;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>Rights that a service brings; vCD names them <c>{namespace}:name</c>.</summary>
internal static class ServiceRights
{
    public static LabReply List(VcdCall call)
    {
        var service = ExtensionServices.Find(call);
        return call.Xml(
            200,
            new XElement(X.V + "Rights", new XAttribute("type", X.AdminMime("rights")), service.Rights.Select(r => Element(call, r))),
            X.AdminMime("rights"));
    }

    public static LabReply Create(VcdCall call)
    {
        var service = ExtensionServices.Find(call);
        var root = X.Parse(call.Request.Body, X.V + "Right");
        var name = root.Attribute("name")?.Value;
        if (string.IsNullOrWhiteSpace(name))
            throw VcdError.BadRequest("Bad request - A right needs a name.");
        var right = new RightState
        {
            Id = call.World.Ids.NewId(),
            Name = $"{{{service.Namespace}}}:{name}",
            Description = root.Element(X.V + "Description")?.Value,
            Category = root.Element(X.V + "Category")?.Value,
            BundleKey = root.Element(X.V + "BundleKey")?.Value,
        };
        if (service.Rights.Exists(r => r.Name == right.Name))
            throw new VcdError(400, "DUPLICATE_NAME", $"The right {right.Name} exists already.");
        service.Rights.Add(right);
        return call.Xml(201, Element(call, right), X.AdminMime("right"));
    }

    private static XElement Element(VcdCall call, RightState right) => new(
        X.V + "Right",
        new XAttribute("name", right.Name),
        new XAttribute("id", $"urn:vcloud:right:{right.Id}"),
        new XAttribute("href", call.Href($"/api/admin/right/{right.Id}")),
        new XAttribute("type", X.AdminMime("right")),
        new XElement(X.V + "Description", right.Description),
        new XElement(X.V + "Category", right.Category),
        new XElement(X.V + "BundleKey", right.BundleKey));
}
