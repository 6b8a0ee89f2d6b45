using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Lab.Vcd;

/// <summary>Bodies of cloudapi calls.</summary>
internal static class JsonBody
{
    /// <exception cref="VcdError">It is no JSON object.</exception>
    public static JsonObject Of(VcdCall call)
    {
        try
        {
            return JsonNode.Parse(call.Request.Body) as JsonObject ?? throw VcdError.BadRequest("A JSON object is expected.");
        }
        catch (JsonException e)
        {
            throw VcdError.BadRequest(e.Message);
        }
    }

    public static string Text(this JsonObject body, string name) => body[name]?.ToString() ?? "";
}
