using System.Text.Json.Nodes;

namespace Orchestrator.Lab.Bus;

/// <summary>The two objects that a request is on every transport.</summary>
internal static class HttpMessage
{
    private static readonly string[] Blocked = ["x-vcloud-authorization", "Authorization"];

    /// <param name="withToken">Over AMQP the caller's own credential header is passed on, over MQTT it is not.</param>
    public static JsonObject Request(ExtensionRequest request, bool withToken)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in request.Headers)
        {
            if (withToken || !Blocked.Contains(name, StringComparer.OrdinalIgnoreCase))
                headers[name] = value;
        }

        return new JsonObject
        {
            ["id"] = request.Id,
            ["method"] = request.Method,
            ["requestUri"] = request.Path,
            ["queryString"] = request.Query,
            ["protocol"] = "HTTP/1.1",
            ["scheme"] = "https",
            ["remoteAddr"] = "203.0.113.25",
            ["remotePort"] = 51712,
            ["localAddr"] = "192.0.2.10",
            ["localPort"] = 443,
            ["headers"] = headers,
            ["body"] = Convert.ToBase64String(request.Body),
            ["statusCode"] = 0,
            ["request"] = true,
        };
    }

    public static JsonObject Security(ExtensionRequest request) => new()
    {
        ["user"] = request.User,
        ["org"] = request.Org,
        ["rights"] = new JsonArray([.. request.Rights.Select(right => JsonValue.Create(right))]),
    };
}
