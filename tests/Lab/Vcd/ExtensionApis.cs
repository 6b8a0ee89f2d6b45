using System.Text.Json.Nodes;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vcd;

/// <summary>API extensions over MQTT, their URL filters and tokens (cloudapi; 10.2 and later), for the provider only.</summary>
internal static class ExtensionApis
{
    public static LabReply List(VcdCall call)
    {
        call.DemandProvider();
        return Page(call.Vcd.Extensions.Select(Json));
    }

    public static LabReply Create(VcdCall call)
    {
        call.DemandProvider();
        var body = JsonBody.Of(call);
        var api = Read(body, new ExtensionApiState { Id = call.World.Ids.NewId(), Name = body.Text("name"), Version = body.Text("version"), Vendor = body.Text("vendor") });
        if (api.Name.Length == 0 || api.Version.Length == 0 || api.Vendor.Length == 0)
            throw VcdError.BadRequest("name, version and vendor are required.");
        if (call.Vcd.Extensions.Exists(x => x.Urn == api.Urn))
            throw new VcdError(400, "DUPLICATE_NAME", $"The extension {api.Urn} exists already.");
        call.Vcd.Extensions.Add(api);
        return LabReply.Json(201, Json(api));
    }

    public static LabReply Get(VcdCall call) => LabReply.Json(200, Json(Find(call)));

    public static LabReply Update(VcdCall call) => LabReply.Json(200, Json(Read(JsonBody.Of(call), Find(call))));

    public static LabReply Delete(VcdCall call)
    {
        var api = Find(call);
        if (api.Enabled)
            throw VcdError.InvalidState($"The extension {api.Urn} is enabled. Disable it before it is deleted.");
        call.Vcd.Extensions.Remove(api);
        call.Vcd.ExtensionTokens.RemoveAll(t => t.ExtensionUrn == api.Urn);
        return new LabReply(204);
    }

    public static LabReply ListTokens(VcdCall call)
    {
        call.DemandProvider();
        return Page(call.Vcd.ExtensionTokens.Select(t => Json(t, shown: false)));
    }

    /// <summary>The token is shown once, in this answer.</summary>
    public static LabReply CreateToken(VcdCall call)
    {
        call.DemandProvider();
        var body = JsonBody.Of(call);
        if (body.Text("type") != "EXTENSION")
            throw VcdError.BadRequest("Only tokens of type EXTENSION are made here.");
        var urn = body.Text("extensionId");
        if (!call.Vcd.Extensions.Exists(x => x.Urn == urn))
            throw VcdError.NoEntity("extension-api", urn);
        var token = new ExtensionTokenState { Id = call.World.Ids.NewId(), Name = body.Text("name"), Token = call.World.Ids.NewHex(32), ExtensionUrn = urn };
        if (call.Vcd.ExtensionTokens.Exists(t => t.Name == token.Name))
            throw new VcdError(400, "DUPLICATE_NAME", $"A token {token.Name} exists already.");
        call.Vcd.ExtensionTokens.Add(token);
        return LabReply.Json(201, Json(token, shown: true));
    }

    public static LabReply DeleteToken(VcdCall call)
    {
        call.DemandProvider();
        var urn = call.Request.RouteText("urn");
        if (call.Vcd.ExtensionTokens.RemoveAll(t => $"urn:vcloud:token:{t.Id}" == urn) == 0)
            throw VcdError.NoEntity("token", urn);
        return new LabReply(204);
    }

    public static LabReply ListFilters(VcdCall call)
    {
        call.DemandProvider();
        return Page(call.Vcd.Extensions.SelectMany(x => x.Filters.Select(f => Json(x, f))));
    }

    public static LabReply CreateFilter(VcdCall call)
    {
        call.DemandProvider();
        var body = JsonBody.Of(call);
        var urn = body["externalSystem"]?["id"]?.ToString();
        var api = call.Vcd.Extensions.Find(x => x.Urn == urn) ?? throw VcdError.NoEntity("extension-api", urn ?? "");
        var pattern = body["urlMatcher"]?["urlPattern"]?.ToString();
        if (pattern is null or { Length: > 1024 } || body["urlMatcher"]?["urlScope"]?.ToString() is not ("API" or "EXT_API" or "EXT_UI_PROVIDER" or "EXT_UI_TENANT"))
            throw VcdError.BadRequest("urlMatcher needs a urlPattern of at most 1024 characters and a urlScope.");
        var filter = new ApiFilterState { Id = call.World.Ids.NewId(), UrlPattern = pattern };
        api.Filters.Add(filter);
        return LabReply.Json(201, Json(api, filter));
    }

    public static LabReply DeleteFilter(VcdCall call)
    {
        call.DemandProvider();
        var urn = call.Request.RouteText("urn");
        if (call.Vcd.Extensions.Sum(x => x.Filters.RemoveAll(f => $"urn:vcloud:apiFilter:{f.Id}" == urn)) == 0)
            throw VcdError.NoEntity("apiFilter", urn);
        return new LabReply(204);
    }

    /// <summary>A right of an extension service by its urn.</summary>
    public static LabReply GetRight(VcdCall call)
    {
        var urn = call.Request.RouteText("urn");
        var right = call.Vcd.Services.SelectMany(s => s.Rights).FirstOrDefault(r => $"urn:vcloud:right:{r.Id}" == urn) ?? throw VcdError.NoEntity("right", urn);
        return LabReply.Json(200, new JsonObject { ["id"] = urn, ["name"] = right.Name, ["description"] = right.Description, ["category"] = right.Category, ["bundleKey"] = right.BundleKey });
    }

    private static ExtensionApiState Find(VcdCall call)
    {
        call.DemandProvider();
        var urn = call.Request.RouteText("urn");
        return call.Vcd.Extensions.Find(x => x.Urn == urn) ?? throw VcdError.NoEntity("extension-api", urn);
    }

    /// <summary>Flags come as text, as clients send them.</summary>
    private static bool Flag(JsonObject body, string name, bool fallback) => body[name] is { } value ? value.ToString().Equals("true", StringComparison.OrdinalIgnoreCase) : fallback;

    private static ExtensionApiState Read(JsonObject body, ExtensionApiState api)
    {
        api.Priority = int.TryParse(body.Text("priority"), out var priority) ? priority : api.Priority;
        api.Enabled = Flag(body, "enabled", api.Enabled);
        api.AuthorizationEnabled = Flag(body, "authorizationEnabled", api.AuthorizationEnabled);
        api.Description = body["description"]?.ToString() ?? api.Description;
        return api;
    }

    private static LabReply Page(IEnumerable<JsonObject> values)
    {
        var list = values.ToArray<JsonNode>();
        return LabReply.Json(200, new JsonObject { ["resultTotal"] = list.Length, ["pageCount"] = 1, ["page"] = 1, ["pageSize"] = 128, ["values"] = new JsonArray(list) });
    }

    private static JsonObject Json(ExtensionApiState api) => new()
    {
        ["id"] = api.Urn,
        ["name"] = api.Name,
        ["version"] = api.Version,
        ["vendor"] = api.Vendor,
        ["priority"] = api.Priority,
        ["enabled"] = api.Enabled ? "true" : "false",
        ["authorizationEnabled"] = api.AuthorizationEnabled ? "true" : "false",
        ["description"] = api.Description,
        ["mqttTopics"] = new JsonObject { ["monitor"] = api.Monitor, ["respond"] = api.Respond },
    };

    private static JsonObject Json(ExtensionTokenState token, bool shown) => new()
    {
        ["id"] = $"urn:vcloud:token:{token.Id}",
        ["name"] = token.Name,
        ["token"] = shown ? token.Token : null,
        ["expirationTimeUtc"] = null,
        ["type"] = "EXTENSION",
    };

    private static JsonObject Json(ExtensionApiState api, ApiFilterState filter) => new()
    {
        ["id"] = $"urn:vcloud:apiFilter:{filter.Id}",
        ["externalSystem"] = new JsonObject { ["id"] = api.Urn, ["name"] = api.Name },
        ["urlMatcher"] = new JsonObject { ["urlPattern"] = filter.UrlPattern, ["urlScope"] = "API" },
        ["responseContentType"] = null,
    };
}
