using System.Globalization;
using System.Xml.Linq;
using Orchestrator.Lab.Http;

namespace Orchestrator.Lab.Vcd;

/// <summary><c>GET /api/query</c>: typed lists with filter, order and paging, never beyond the caller's organisation.</summary>
internal static class QueryService
{
    public static LabReply Get(VcdCall call)
    {
        var type = call.Request.Query["type"].ToString();
        return type.Length == 0 ? List(call) : Answer(call, type, _ => true);
    }

    public static LabReply Answer(VcdCall call, string type, Func<QueryRecord, bool> also)
    {
        var query = call.Request.Query;
        if (!QueryTypes.All.TryGetValue(type, out var found))
            throw VcdError.BadRequest($"Unknown query type: {type}");
        if (found.For == QueryTypes.Audience.Provider)
            call.DemandProvider();

        var filter = query["filter"].ToString() is { Length: > 0 } text ? QueryFilter.Parse(text, query["filterEncoded"] == "true") : _ => true;
        var page = Number(call, "page", 1, 1, int.MaxValue);
        var size = Number(call, "pageSize", 25, 1, 128);
        var hidden = found.For == QueryTypes.Audience.Tenant && call.IsProvider;
        var rows = found.Rows(call).Where(r => !hidden && MaySee(call, r) && also(r)).Where(filter).ToList();
        if (query["sortAsc"].ToString() is { Length: > 0 } ascending)
            rows = [.. rows.OrderBy(r => r[ascending], StringComparer.Ordinal)];
        if (query["sortDesc"].ToString() is { Length: > 0 } descending)
            rows = [.. rows.OrderByDescending(r => r[descending], StringComparer.Ordinal)];

        var format = query["format"].ToString() is { Length: > 0 } given ? given : "records";
        var shown = rows.Skip((page - 1) * size).Take(size);
        var mime = X.Mime($"query.{format}");
        var root = new XElement(
            X.V + (format == "references" ? found.Element.Replace("Record", "References", StringComparison.Ordinal) : "QueryResultRecords"),
            new XAttribute("total", X.Text(rows.Count)),
            new XAttribute("pageSize", X.Text(size)),
            new XAttribute("page", X.Text(page)),
            new XAttribute("name", type),
            new XAttribute("type", mime),
            new XAttribute("href", PageHref(call, type, format, page, size)));
        if (page * size < rows.Count)
            root.Add(X.Link("nextPage", PageHref(call, type, format, page + 1, size), mime));
        if (page > 1)
            root.Add(X.Link("previousPage", PageHref(call, type, format, page - 1, size), mime));
        root.Add(format switch
        {
            "records" => shown.Select(r => Record(found.Element, r, new XAttribute("href", r.Href))),
            "idrecords" => shown.Select(r => Record(found.Element, r, new XAttribute("id", r["id"]!))),
            "references" => shown.Select(r => new XElement(
                X.V + found.Element.Replace("Record", "Reference", StringComparison.Ordinal),
                new XAttribute("href", r.Href),
                new XAttribute("id", r["id"]!),
                new XAttribute("name", r["name"] ?? ""),
                new XAttribute("type", X.Mime(type)))),
            _ => throw VcdError.BadRequest($"Unknown query format: {format}"),
        });
        return call.Xml(200, root, mime);
    }

    private static bool MaySee(VcdCall call, QueryRecord row) => call.IsProvider || X.IdOf(row["org"]) == call.User.OrgId;

    private static XElement Record(string element, QueryRecord row, XAttribute identity) =>
        new(X.V + element, identity, row.Attributes.Where(a => a.Value is not null).Select(a => new XAttribute(a.Name, a.Value!)));

    private static LabReply List(VcdCall call) => call.Xml(
        200,
        new XElement(
            X.V + "QueryList",
            new XAttribute("href", call.Href("/api/query")),
            new XAttribute("type", X.Mime("query.queryList")),
            QueryTypes.All.Where(t => t.Value.For != QueryTypes.Audience.Provider || call.IsProvider).SelectMany(t => ((string[])["references", "records", "idrecords"])
                .Select(f => X.Link("down", call.Href($"/api/query?type={t.Key}&format={f}"), X.Mime($"query.{f}"), t.Key)))),
        X.Mime("query.queryList"));

    private static string PageHref(VcdCall call, string type, string format, int page, int size)
    {
        var href = string.Create(CultureInfo.InvariantCulture, $"/api/query?type={type}&format={format}&page={page}&pageSize={size}");
        foreach (var name in (string[])["filter", "filterEncoded", "sortAsc", "sortDesc"])
        {
            if (call.Request.Query[name].ToString() is { Length: > 0 } value)
                href += $"&{name}={Uri.EscapeDataString(value)}";
        }

        return call.Href(href);
    }

    private static int Number(VcdCall call, string name, int fallback, int min, int max)
    {
        if (call.Request.Query[name].ToString() is not { Length: > 0 } text)
            return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw VcdError.BadRequest($"Bad request - {name} must be {min} to {max}: {text}");
    }
}
