using System.Text.RegularExpressions;
using System.Xml.Linq;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>URL filters of extension services.</summary>
internal static class ApiFilters
{
    private const int MaxPattern = 1024;

    public static LabReply List(VcdCall call)
    {
        var service = ExtensionServices.Find(call);
        return call.Xml(
            200,
            ExtensionServices.Rooted(new XElement(
                X.Ext + "ApiFilters",
                new XAttribute("href", call.Href($"{ExtensionServices.Path}/{service.Id}/apifilters")),
                new XAttribute("type", X.AdminMime("apiFilters")),
                X.Link("add", call.Href($"{ExtensionServices.Path}/{service.Id}/apifilters"), X.AdminMime("apiFilter")),
                service.Filters.Select(f => Element(call, f)))),
            X.AdminMime("apiFilters"));
    }

    public static LabReply Create(VcdCall call)
    {
        var service = ExtensionServices.Find(call);
        var filter = Read(X.Parse(call.Request.Body, X.Ext + "ApiFilter"), new ApiFilterState { Id = call.World.Ids.NewId() });
        service.Filters.Add(filter);
        return call.Xml(201, ExtensionServices.Rooted(Element(call, filter)), X.AdminMime("apiFilter"));
    }

    public static LabReply Get(VcdCall call) => call.Xml(200, ExtensionServices.Rooted(Element(call, Find(call).Filter)), X.AdminMime("apiFilter"));

    public static LabReply Update(VcdCall call)
    {
        var filter = Read(X.Parse(call.Request.Body, X.Ext + "ApiFilter"), Find(call).Filter);
        return call.Xml(200, ExtensionServices.Rooted(Element(call, filter)), X.AdminMime("apiFilter"));
    }

    public static LabReply Delete(VcdCall call)
    {
        var (service, filter) = Find(call);
        service.Filters.Remove(filter);
        return new LabReply(204);
    }

    public static ApiFilterState Read(XElement element, ApiFilterState filter)
    {
        var pattern = element.Element(X.Ext + "UrlPattern")?.Value;
        var type = element.Element(X.Ext + "ResponseContentType")?.Value;
        if (pattern is null == type is null)
            throw VcdError.BadRequest("Bad request - An ApiFilter has either a UrlPattern or a ResponseContentType.");
        if (pattern is { Length: > MaxPattern } || !IsRegex(pattern))
            throw VcdError.BadRequest("Bad request - UrlPattern must be a regular expression of at most 1024 characters.");
        filter.UrlPattern = pattern;
        filter.ResponseContentType = type;
        return filter;
    }

    private static bool IsRegex(string? pattern)
    {
        try
        {
            return pattern is null || new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static (ServiceState Service, ApiFilterState Filter) Find(VcdCall call)
    {
        call.DemandProvider();
        var id = call.Id();
        var service = call.Vcd.Services.Find(s => s.Filters.Exists(f => f.Id == id)) ?? throw VcdError.NoEntity("apiFilter", id);
        return (service, service.Filters.Find(f => f.Id == id)!);
    }

    private static XElement Element(VcdCall call, ApiFilterState filter)
    {
        var href = call.Href($"{ExtensionServices.Path}/apifilter/{filter.Id}");
        return new XElement(
            X.Ext + "ApiFilter",
            new XAttribute("id", $"urn:vcloud:apifilter:{filter.Id}"),
            new XAttribute("href", href),
            new XAttribute("type", X.AdminMime("apiFilter")),
            X.Link("edit", href, X.AdminMime("apiFilter")),
            X.Link("remove", href),
            filter.UrlPattern is null ? null : new XElement(X.Ext + "UrlPattern", filter.UrlPattern),
            filter.ResponseContentType is null ? null : new XElement(X.Ext + "ResponseContentType", filter.ResponseContentType));
    }
}
