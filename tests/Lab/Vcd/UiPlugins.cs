using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Orchestrator.Lab.Http;

namespace Orchestrator.Lab.Vcd;

/// <summary>Registration of UI plug-ins (9.1 and later): the entry, then the announcement of the file; the file itself goes to a transfer link that is not simulated.</summary>
internal static class UiPlugins
{
    public static LabReply List(VcdCall call)
    {
        call.DemandProvider();
        return LabReply.Json(200, new JsonArray([.. call.Vcd.UiPlugins.Select(p => p.DeepClone())]));
    }

    public static LabReply Create(VcdCall call)
    {
        call.DemandProvider();
        var plugin = JsonBody.Of(call);
        foreach (var name in (string[])["pluginName", "vendor", "version"])
        {
            if (plugin.Text(name).Length == 0)
                throw VcdError.BadRequest($"{name} is required.");
        }

        if (call.Vcd.UiPlugins.Exists(p => p.Text("pluginName") == plugin.Text("pluginName") && p.Text("vendor") == plugin.Text("vendor") && p.Text("version") == plugin.Text("version")))
            throw new VcdError(400, "DUPLICATE_NAME", "There is a plug-in with the same name, vendor and version.");
        plugin["id"] = $"urn:vcloud:uiPlugin:{call.World.Ids.NewId()}";
        plugin["plugin_status"] = "unavailable";
        call.Vcd.UiPlugins.Add(plugin);
        return LabReply.Json(201, plugin.DeepClone());
    }

    public static LabReply Get(VcdCall call) => LabReply.Json(200, Find(call).DeepClone());

    public static LabReply Announce(VcdCall call)
    {
        var (plugin, body) = (Find(call), JsonBody.Of(call));
        if (body.Text("checksumAlgo") != "sha256" || body.Text("checksum").Length != SHA256.HashSizeInBytes * 2 || body["size"]?.GetValue<long>() is not > 0)
            throw VcdError.BadRequest("fileName, size, checksum and checksumAlgo sha256 are required.");
        var link = call.Href($"/transfer/{plugin.Text("id").Split(':')[^1]}/{body.Text("fileName")}");
        return new LabReply(204).With("Link", $"<{link}>;rel=\"upload:default\";type=\"application/octet-stream\"");
    }

    public static LabReply Delete(VcdCall call)
    {
        call.Vcd.UiPlugins.Remove(Find(call));
        return new LabReply(204);
    }

    private static JsonObject Find(VcdCall call)
    {
        call.DemandProvider();
        var urn = call.Request.RouteText("urn");
        return call.Vcd.UiPlugins.Find(p => p.Text("id") == urn) ?? throw VcdError.NoEntity("uiPlugin", urn);
    }
}
