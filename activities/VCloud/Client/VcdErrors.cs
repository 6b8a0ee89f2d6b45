using System.Net;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Orchestrator.Activities.VCloud;

/// <summary>Reads the three error bodies: vCD's XML, cloudapi's JSON, and that of the NSX proxy.</summary>
internal static class VcdErrors
{
    public static VcdException Parse(HttpMethod method, string path, HttpStatusCode status, string body)
    {
        var (code, message) = ReadXml(body) ?? ReadJson(body) ?? ("", body.Length > 300 ? body[..300] : body);
        if (string.IsNullOrWhiteSpace(message))
            message = status.ToString();
        return new VcdException((int)status, code, $"vCloud Director answered {(int)status} to {method} {path}: {message.Trim()}{(code.Length == 0 ? "" : $" ({code})")}.");
    }

    private static (string Code, string Message)? ReadXml(string body)
    {
        if (!body.AsSpan().TrimStart().StartsWith("<"))
            return null;
        try
        {
            var root = XElement.Parse(body);
            return root.Name.LocalName switch
            {
                "Error" => (root.Attr("minorErrorCode"), root.Attr("message")),
                "error" => ($"NSX_{root.Text("errorCode")}", root.Text("details")),
                _ => null,
            };
        }
        catch (XmlException)
        {
            // An HTML page of a proxy: shown as text.
            return null;
        }
    }

    private static (string Code, string Message)? ReadJson(string body)
    {
        if (!body.AsSpan().TrimStart().StartsWith("{"))
            return null;
        try
        {
            using var json = JsonDocument.Parse(body);
            return (Read(json.RootElement, "minorErrorCode"), Read(json.RootElement, "message"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Read(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
