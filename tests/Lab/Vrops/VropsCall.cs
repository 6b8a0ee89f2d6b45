using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vrops;

/// <summary>One call of the suite-api.</summary>
internal sealed class VropsCall
{
    private const int MaxPage = 1000;

    public required LabRequest Request { get; init; }

    public required LabWorld World { get; init; }

    public required LabState State { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Traps to send once the world is stored.</summary>
    public List<TrapOrder> Traps { get; } = [];

    public VropsState Vrops => State.Vrops;

    public string Id => Request.RouteText("id");

    /// <exception cref="VropsError">400: the id is no uuid.</exception>
    public Guid Uuid => Guid.TryParseExact(Id, "D", out var id) ? id : throw VropsError.BadRequest($"Invalid id: {Id}");

    /// <exception cref="VropsError">400: the body is no JSON object.</exception>
    public JsonObject Body()
    {
        try
        {
            return JsonNode.Parse(Request.Body) as JsonObject ?? throw VropsError.BadRequest("Invalid request: a JSON object is expected.");
        }
        catch (JsonException e)
        {
            throw VropsError.BadRequest($"Invalid request: {e.Message}");
        }
    }

    /// <summary>A page of a list with <c>pageInfo</c> and relative links.</summary>
    public LabReply Page(string key, IReadOnlyList<JsonNode> items)
    {
        var page = Number("page", 0);
        var size = Math.Clamp(Number("pageSize", MaxPage), 1, MaxPage);
        var links = new JsonArray(Link("SELF", "current", page, size), Link("RELATED", "first", 0, size), Link("RELATED", "last", Math.Max(0, (items.Count - 1) / size), size));
        if ((page + 1) * size < items.Count)
            links.Add(Link("RELATED", "next", page + 1, size));
        if (page > 0)
            links.Add(Link("RELATED", "previous", page - 1, size));
        return LabReply.Json(200, new JsonObject
        {
            ["pageInfo"] = new JsonObject { ["totalCount"] = items.Count, ["page"] = page, ["pageSize"] = size, ["sortOrder"] = "ASCENDING" },
            ["links"] = links,
            [key] = new JsonArray([.. items.Skip(page * size).Take(size)]),
        });
    }

    /// <summary>The values of a repeated query parameter.</summary>
    public IReadOnlyList<string> Values(string name) => [.. Request.Query[name].OfType<string>().Where(v => v.Length > 0)];

    private int Number(string name, int fallback)
    {
        if (Request.Query[name].ToString() is not { Length: > 0 } text)
            return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw VropsError.BadRequest($"Invalid {name}: {text}");
    }

    private JsonObject Link(string rel, string name, int page, int size)
    {
        var others = Request.Query.Where(q => q.Key is not ("page" or "pageSize"))
            .SelectMany(q => q.Value, (q, v) => $"{q.Key}={Uri.EscapeDataString(v ?? "")}&");
        return new JsonObject
        {
            ["href"] = string.Create(CultureInfo.InvariantCulture, $"{Request.Path}?{string.Concat(others)}page={page}&pageSize={size}"),
            ["rel"] = rel,
            ["name"] = name,
        };
    }
}
