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
        var settings = options.Value;
        var xe = VcdXml.Extension;
        var body = new XElement(xe + "Service", new XAttribute(XNamespace.Xmlns + "vmext", xe), new XAttribute("name", settings.ExtensionName),
            new XElement(xe + "Namespace", settings.ExtensionNamespace), new XElement(xe + "Enabled", "true"), new XElement(xe + "AuthorizationEnabled", "false"),
            new XElement(xe + "RoutingKey", settings.ExtensionRoutingKey), new XElement(xe + "Priority", "0"), new XElement(xe + "Exchange", settings.ExtensionExchange),
            new XElement(xe + "ApiFilters"));
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
}
