using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Lab.Http;
using Orchestrator.Lab.State;

namespace Orchestrator.Lab.Vrops;

/// <summary>Outbound notification plug-ins: created disabled, then enabled.</summary>
internal static class Plugins
{
    public const string SnmpTrap = "SNMP Trap";

    public const string RestPlugin = "RestPlugin";

    private static readonly string[] TypeIds = [SnmpTrap, "StandardEmailPlugin", RestPlugin, "WebhookPlugin"];

    /// <summary>Key, data type, required, default.</summary>
    private static readonly (string Key, string Type, bool Required, string? Default)[] SnmpProperties =
        [("destination_addr", "STRING", true, null), ("port", "INTEGER", false, "162"), ("community", "STRING", false, "public"), ("username", "STRING", false, null)];

    public static LabReply Types(VropsCall call) => LabReply.Json(200, new JsonObject
    {
        ["notificationPluginType"] = new JsonArray([.. TypeIds.Select(t => JsonValue.Create(t))]),
        ["links"] = new JsonArray(),
    });

    public static LabReply Type(VropsCall call)
    {
        if (!TypeIds.Contains(call.Id))
            throw VropsError.NotFound("plug-in type", call.Id);
        var properties = call.Id == SnmpTrap ? SnmpProperties : [("url", "STRING", true, null)];
        return LabReply.Json(200, new JsonObject
        {
            ["pluginTypeId"] = call.Id,
            ["properties"] = new JsonArray([.. properties.Select(p => new JsonObject { ["key"] = p.Key, ["dataType"] = p.Type, ["required"] = p.Required, ["defaultValue"] = p.Default })]),
        });
    }

    public static LabReply List(VropsCall call) => LabReply.Json(200, new JsonObject
    {
        ["notificationPluginInstances"] = new JsonArray([.. call.Vrops.Plugins.Select(p => p.DeepClone())]),
    });

    public static LabReply Get(VropsCall call) => LabReply.Json(200, Find(call, call.Id).DeepClone());

    public static LabReply Create(VropsCall call)
    {
        var body = call.Body();
        Check(body);
        body["pluginId"] = call.World.Ids.NewId().ToString();
        body["enabled"] = false;
        body["version"] = 1;
        call.Vrops.Plugins.Add(body);
        return LabReply.Json(201, body.DeepClone());
    }

    public static LabReply Update(VropsCall call)
    {
        var body = call.Body();
        var old = Find(call, body["pluginId"]?.ToString() ?? "");
        Check(body);
        body["enabled"] = old["enabled"]?.GetValue<bool>() ?? false;
        call.Vrops.Plugins[call.Vrops.Plugins.IndexOf(old)] = body;
        return LabReply.Json(200, body.DeepClone());
    }

    public static LabReply Enable(VropsCall call)
    {
        if (!bool.TryParse(call.Request.RouteText("state"), out var enabled))
            throw VropsError.BadRequest("Invalid request: enable takes true or false.");
        Find(call, call.Id)["enabled"] = enabled;
        return new LabReply(204);
    }

    public static LabReply Delete(VropsCall call)
    {
        var plugin = Find(call, call.Id);
        call.Vrops.Plugins.Remove(plugin);
        return new LabReply(204);
    }

    /// <summary>Sends the test trap (number 200).</summary>
    public static LabReply Test(VropsCall call)
    {
        var plugin = Find(call, call.Id);
        var alert = new AlertState { DefinitionName = "Test", ResourceName = "Test", Level = "INFO", Message = "A test of the plug-in.", StartedAt = call.Now, UpdatedAt = call.Now };
        if (Destination(plugin) is { } to)
            call.Traps.Add(new TrapOrder(to.Host, to.Port, to.Community, AlertTrap.Test, alert, []));
        return LabReply.Json(200, new JsonObject { ["success"] = true });
    }

    /// <summary>Where an SNMP plug-in sends, or null for another kind.</summary>
    public static (string Host, int Port, string Community)? Destination(JsonObject plugin)
    {
        if (plugin["pluginTypeId"]?.ToString() != SnmpTrap || Value(plugin, "destination_addr") is not { } host)
            return null;
        return (host, int.Parse(Value(plugin, "port") ?? "162", CultureInfo.InvariantCulture), Value(plugin, "community") ?? "public");
    }

    /// <summary>Where a REST plug-in posts, or null for another kind.</summary>
    public static string? Url(JsonObject plugin) =>
        plugin["pluginTypeId"]?.ToString() == RestPlugin && Uri.TryCreate(Value(plugin, "url"), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? Value(plugin, "url") : null;

    private static string? Value(JsonObject plugin, string name) =>
        (plugin["configValues"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(v => v["name"]?.ToString() == name)?["value"]?.ToString();

    private static JsonObject Find(VropsCall call, string id) =>
        call.Vrops.Plugins.Find(p => p["pluginId"]!.ToString() == id) ?? throw VropsError.NotFound("plug-in", id);

    private static void Check(JsonObject body)
    {
        if (!TypeIds.Contains(body["pluginTypeId"]?.ToString()))
            throw VropsError.BadRequest($"Invalid request: unknown pluginTypeId {body["pluginTypeId"]}.");
        if (string.IsNullOrWhiteSpace(body["name"]?.ToString()))
            throw VropsError.BadRequest("Invalid request: name is required.");
        if (body["pluginTypeId"]!.ToString() != SnmpTrap)
            return;
        if (string.IsNullOrWhiteSpace(Value(body, "destination_addr")))
            throw VropsError.BadRequest("Invalid request: destination_addr is required.");
        if (Value(body, "port") is { } port && !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw VropsError.BadRequest($"Invalid request: port {port} is no port.");
    }
}
