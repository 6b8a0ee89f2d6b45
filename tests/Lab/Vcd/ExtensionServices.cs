using System.Globalization;
using System.Xml.Linq;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>API extension services, for the provider only.</summary>
internal static class ExtensionServices
{
    public const string Path = "/api/admin/extension/service";

    public static LabReply Root(VcdCall call)
    {
        call.DemandProvider();
        return call.Xml(
            200,
            Rooted(new XElement(
                X.Ext + "Extension",
                new XAttribute("name", "extension"),
                new XAttribute("href", call.Href("/api/admin/extension")),
                new XAttribute("type", X.AdminMime("vmwExtension")),
                X.Link("down", call.Href(Path + "/query"), X.AdminMime("extensionServices")),
                X.Link("down", call.Href("/api/admin/extension/settings/amqp"), X.AdminMime("amqpSettings")))),
            X.AdminMime("vmwExtension"));
    }

    public static LabReply Query(VcdCall call)
    {
        call.DemandProvider();
        return call.Xml(
            200,
            Rooted(new XElement(
                X.Ext + "ExtensionServices",
                new XAttribute("href", call.Href(Path + "/query")),
                new XAttribute("type", X.AdminMime("extensionServices")),
                X.Link("add", call.Href(Path), X.AdminMime("service")),
                X.Link("down:services", call.Href("/api/query?type=adminService&format=records"), X.Mime("query.records")))),
            X.AdminMime("extensionServices"));
    }

    public static LabReply Create(VcdCall call)
    {
        call.DemandProvider();
        var service = Read(call, new ServiceState { Id = call.World.Ids.NewId() });
        if (call.Vcd.Services.Exists(s => s.Name == service.Name && s.Namespace == service.Namespace))
            throw new VcdError(400, "DUPLICATE_NAME", $"A service {service.Name} of namespace {service.Namespace} exists already.");
        call.Vcd.Services.Add(service);
        return call.Xml(201, Element(call, service), X.AdminMime("service")).With("Location", call.Href($"{Path}/{service.Id}"));
    }

    public static LabReply Get(VcdCall call) => call.Xml(200, Element(call, Find(call)), X.AdminMime("service"));

    public static LabReply Update(VcdCall call)
    {
        Read(call, Find(call));
        return call.Xml(200, Element(call, Find(call)), X.AdminMime("service"));
    }

    public static LabReply Delete(VcdCall call)
    {
        var service = Find(call);
        if (service.Enabled)
            throw VcdError.InvalidState($"The service {service.Name} is enabled. Disable it before it is deleted.");
        call.Vcd.Services.Remove(service);
        return new LabReply(204);
    }

    public static ServiceState Find(VcdCall call)
    {
        call.DemandProvider();
        var id = call.Id();
        return call.Vcd.Services.Find(s => s.Id == id) ?? throw VcdError.NoEntity("service", id);
    }

    /// <summary>Declares the prefix under which the extension's elements are known.</summary>
    public static XElement Rooted(XElement root)
    {
        root.Add(new XAttribute(XNamespace.Xmlns + "vmext", X.Ext));
        return root;
    }

    private static ServiceState Read(VcdCall call, ServiceState service)
    {
        var root = X.Parse(call.Request.Body, X.Ext + "Service");
        var name = root.Attribute("name")?.Value;
        var space = root.Element(X.Ext + "Namespace")?.Value;
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(space))
            throw VcdError.BadRequest("Bad request - A service needs a name and a Namespace.");
        if (space.StartsWith("com.vmware.vcloud", StringComparison.OrdinalIgnoreCase))
            throw VcdError.BadRequest("Bad request - The namespace com.vmware.vcloud is reserved.");
        if (!int.TryParse(root.Element(X.Ext + "Priority")?.Value ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var priority) || priority > 100)
            throw VcdError.BadRequest("Bad request - Priority must be 0 to 100.");
        var filters = root.Element(X.Ext + "ApiFilters")?.Elements(X.Ext + "ApiFilter").Select(f => ApiFilters.Read(f, new ApiFilterState { Id = call.World.Ids.NewId() })).ToList();

        service.Name = name;
        service.Namespace = space;
        service.Vendor = root.Element(X.Ext + "Vendor")?.Value;
        service.Enabled = root.Element(X.Ext + "Enabled")?.Value == "true";
        service.AuthorizationEnabled = root.Element(X.Ext + "AuthorizationEnabled")?.Value == "true";
        service.RoutingKey = root.Element(X.Ext + "RoutingKey")?.Value ?? "";
        service.Exchange = root.Element(X.Ext + "Exchange")?.Value ?? "";
        service.Priority = priority;
        if (filters is not null)
            service.Filters = filters;
        return service;
    }

    private static XElement Element(VcdCall call, ServiceState service)
    {
        var href = call.Href($"{Path}/{service.Id}");
        return Rooted(new XElement(
            X.Ext + "Service",
            new XAttribute("name", service.Name),
            new XAttribute("id", $"urn:vcloud:service:{service.Id}"),
            new XAttribute("href", href),
            new XAttribute("type", X.AdminMime("service")),
            X.Link("edit", href, X.AdminMime("service")),
            X.Link("remove", href),
            X.Link("down", href + "/apifilters", X.AdminMime("apiFilters")),
            X.Link("down", href + "/rights", X.AdminMime("rights")),
            new XElement(X.Ext + "Namespace", service.Namespace),
            new XElement(X.Ext + "Enabled", X.Bool(service.Enabled)),
            new XElement(X.Ext + "AuthorizationEnabled", X.Bool(service.AuthorizationEnabled)),
            new XElement(X.Ext + "RoutingKey", service.RoutingKey),
            new XElement(X.Ext + "Priority", X.Text(service.Priority)),
            new XElement(X.Ext + "Exchange", service.Exchange)));
    }
}
