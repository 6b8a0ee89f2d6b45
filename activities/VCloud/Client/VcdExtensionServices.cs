using System.Xml.Linq;
using Microsoft.Extensions.Options;

namespace Orchestrator.Activities.VCloud;

/// <summary>
/// vCD's API extensibility: the extension service of this product and its API filters, by which vCD hands requests for own URLs to the message broker.
/// Source: Cloud Director API Programming Guide, "Create an Extension Service". Needs a provider administrator.
/// </summary>
public sealed class VcdExtensionServices(VcdClient client, VcdQuery query, IOptions<VcdOptions> options)
{
    /// <summary>Finds the service or registers it; gives its UUID.</summary>
    public async ValueTask<string> EnsureServiceAsync(CancellationToken cancellationToken)
    {
        if (await FindServiceAsync(cancellationToken) is { } found)
            return found;
        var body = ServiceBody(isEnabled: true);
        body.Add(new XElement(VcdXml.Extension + "ApiFilters"));
        var answer = await client.SendAsync(HttpMethod.Post, "/api/admin/extension/service", VcdXml.Service, body, cancellationToken);
        return XmlReading.Uuid(answer.Xml?.Attr("href") ?? answer.Location ?? "");
    }

    /// <summary>UUID of the service; null when it is not registered.</summary>
    public async ValueTask<string?> FindServiceAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var records = await query.RecordsAsync("adminService", cancellationToken, ("name", settings.ExtensionName), ("namespace", settings.ExtensionNamespace));
        return records.FirstOrDefault(r => r.Attr("name") == settings.ExtensionName && r.Attr("namespace") == settings.ExtensionNamespace) is { } record
            ? XmlReading.Uuid(record.Attr("href"))
            : null;
    }

    /// <summary>UUID of the filter with a URL pattern; null when there is none.</summary>
    public async ValueTask<string?> FindFilterAsync(string serviceId, string urlPattern, CancellationToken cancellationToken)
    {
        var filters = await client.GetAsync($"/api/admin/extension/service/{serviceId}/apifilters", cancellationToken);
        var found = filters.Descendants().FirstOrDefault(e => e.Attr("urlPattern") == urlPattern || (e.Name.LocalName == "ApiFilter" && e.Text("UrlPattern") == urlPattern));
        return found is null ? null : XmlReading.Uuid(found.Attr("href"));
    }

    /// <summary>Adds a filter; gives its UUID.</summary>
    /// <param name="urlPattern">Java regular expression over the whole path, at most 1024 characters.</param>
    public async ValueTask<string> AddFilterAsync(string serviceId, string urlPattern, CancellationToken cancellationToken)
    {
        var xe = VcdXml.Extension;
        var body = new XElement(xe + "ApiFilter", new XAttribute(XNamespace.Xmlns + "vmext", xe), new XElement(xe + "UrlPattern", urlPattern));
        var answer = await client.SendAsync(HttpMethod.Post, $"/api/admin/extension/service/{serviceId}/apifilters", VcdXml.ApiFilter, body, cancellationToken);
        return XmlReading.Uuid(answer.Xml?.Attr("href") ?? answer.Location ?? "");
    }

    public async ValueTask RemoveFilterAsync(string filterId, CancellationToken cancellationToken) =>
        await client.SendAsync(HttpMethod.Delete, $"/api/admin/extension/service/apifilter/{filterId}", null, null, cancellationToken);

    /// <summary>URL patterns of the service's filters with the filters' UUIDs.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> ListFiltersAsync(string serviceId, CancellationToken cancellationToken)
    {
        var filters = await client.GetAsync($"/api/admin/extension/service/{serviceId}/apifilters", cancellationToken);
        return filters.Descendants().Where(e => e.Name.LocalName is "ApiFilter" or "ApiFilterRecord")
            .Select(e => (Pattern: e.Attr("urlPattern") is { Length: > 0 } pattern ? pattern : e.Text("UrlPattern"), Id: XmlReading.Uuid(e.Attr("href"))))
            .Where(filter => filter.Pattern.Length > 0).DistinctBy(filter => filter.Pattern).ToDictionary(filter => filter.Pattern, filter => filter.Id);
    }

    /// <summary>Adds the service's rights that are missing; vCD names each <c>{namespace}:name</c>.</summary>
    public async ValueTask EnsureRightsAsync(string serviceId, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
            return;
        var (space, product) = (options.Value.ExtensionNamespace, options.Value.ExtensionName);
        var list = await client.GetAsync($"/api/admin/extension/service/{serviceId}/rights", cancellationToken);
        var known = list.Descendants().Where(e => e.Name.LocalName is "Right" or "RightReference").Select(e => e.Attr("name")).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names.Where(name => !known.Contains($"{{{space}}}:{name}")))
        {
            var xv = VcdXml.Vcloud;
            var body = new XElement(xv + "Right", new XAttribute(XNamespace.Xmlns + "vcloud", xv), new XAttribute("name", name),
                new XElement(xv + "Description", $"Right of a workflow of {product}"), new XElement(xv + "Category", product), new XElement(xv + "BundleKey", $"{space}.{name}"));
            await client.SendAsync(HttpMethod.Post, $"/api/admin/extension/service/{serviceId}/rights", VcdXml.Right, body, cancellationToken);
        }
    }

    /// <summary>Takes the service off vCD with its filters and rights; false when it was not there. vCD wants it disabled before it is deleted.</summary>
    public async ValueTask<bool> RemoveServiceAsync(CancellationToken cancellationToken)
    {
        if (await FindServiceAsync(cancellationToken) is not { } id)
            return false;
        var href = $"/api/admin/extension/service/{id}";
        await client.SendAsync(HttpMethod.Put, href, VcdXml.Service, ServiceBody(isEnabled: false), cancellationToken);
        await client.SendAsync(HttpMethod.Delete, $"{href}?force=False&recursive=False", null, null, cancellationToken);
        return true;
    }

    /// <summary>Brings settings of a registered service in line with ours: exchange, routing key, enabled.</summary>
    public async ValueTask UpdateServiceAsync(string serviceId, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var href = $"/api/admin/extension/service/{serviceId}";
        var now = await client.GetAsync(href, cancellationToken);
        if (now.Text("Enabled") == "true" && now.Text("Exchange") == settings.ExtensionExchange && now.Text("RoutingKey") == settings.ExtensionRoutingKey)
            return;
        await client.SendAsync(HttpMethod.Put, href, VcdXml.Service, ServiceBody(isEnabled: true), cancellationToken);
    }

    private XElement ServiceBody(bool isEnabled)
    {
        var (settings, xe) = (options.Value, VcdXml.Extension);
        return new XElement(xe + "Service", new XAttribute(XNamespace.Xmlns + "vmext", xe), new XAttribute("name", settings.ExtensionName),
            new XElement(xe + "Namespace", settings.ExtensionNamespace), new XElement(xe + "Enabled", isEnabled ? "true" : "false"),
            new XElement(xe + "AuthorizationEnabled", "false"), new XElement(xe + "RoutingKey", settings.ExtensionRoutingKey), new XElement(xe + "Priority", "0"),
            new XElement(xe + "Exchange", settings.ExtensionExchange));
    }
}
