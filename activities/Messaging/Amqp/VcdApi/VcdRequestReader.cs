using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Orchestrator.Runtime.Api;
using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.VcdApi;

/// <summary>
/// Reads vCD's API-extension message: a JSON array of request and security context, the reply's address in the header <c>replyToExchange</c> and the properties
/// <c>reply-to</c> and <c>correlation-id</c> (vCD API Programming Guide, "Create an Extension Service"). The content type is not looked at: vCD does not set it.
/// </summary>
internal static class VcdRequestReader
{
    public const string Channel = "amqp";

    /// <summary>Gives the request, or a sentence with all that is wrong.</summary>
    public static (VcdRequest? Request, string? Fault) Read(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            return (null, $"The body is no JSON: {exception.Message}");
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() != 2 || root.EnumerateArray().Any(element => element.ValueKind != JsonValueKind.Object))
                return (null, $"The body is {Describe(root)}; a request is an array of two objects, [request, securityContext].");
            return Read(properties, root[0], root[1]);
        }
    }

    private static (VcdRequest? Request, string? Fault) Read(IReadOnlyBasicProperties properties, JsonElement request, JsonElement security)
    {
        var faults = new List<string>();
        var id = Required(request, "id", "request", faults);
        var method = Required(request, "method", "request", faults);
        var uri = Required(request, "requestUri", "request", faults);
        var organisation = Required(security, "org", "securityContext", faults);
        var headers = ReadHeaders(request, faults);
        var body = ReadBody(request, faults);
        if (string.IsNullOrEmpty(properties.ReplyTo))
            faults.Add("the property reply-to is missing");
        if (ReplyExchange(properties) is not { } exchange)
        {
            exchange = "";
            faults.Add("the header replyToExchange is missing");
        }

        var (path, query) = Split(uri, Optional(request, "queryString"));
        if (uri.Length > 0 && !path.StartsWith('/'))
            faults.Add($"request.requestUri '{uri}' does not begin with a slash");
        if (faults.Count > 0)
            return (null, $"The request is malformed: {string.Join("; ", faults)}.");
        return (new VcdRequest
        {
            Id = id,
            Method = method.ToUpperInvariant(),
            Path = path,
            Query = query,
            Headers = CredentialHeaders.Strip(headers),
            Body = body,
            User = Optional(security, "user") ?? "",
            Organisation = organisation,
            ReplyTo = new ApiReplyTo(Channel, id, exchange, properties.ReplyTo, properties.CorrelationId),
        }, null);
    }

    private static string Describe(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => $"a JSON array of {root.GetArrayLength()} element(s), not of two objects",
        JsonValueKind.Object => "a JSON object",
        _ => $"a JSON {root.ValueKind.ToString().ToLowerInvariant()}",
    };

    private static string Required(JsonElement element, string name, string owner, List<string> faults)
    {
        if (Optional(element, name) is { Length: > 0 } text)
            return text;
        faults.Add($"{owner}.{name} is missing");
        return "";
    }

    private static string? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Dictionary<string, string> ReadHeaders(JsonElement request, List<string> faults)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!request.TryGetProperty("headers", out var element) || element.ValueKind == JsonValueKind.Null)
            return headers;
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add("request.headers is no object");
            return headers;
        }

        foreach (var header in element.EnumerateObject())
            headers[header.Name] = header.Value.ValueKind == JsonValueKind.String ? header.Value.GetString()! : header.Value.GetRawText();
        return headers;
    }

    private static byte[] ReadBody(JsonElement request, List<string> faults)
    {
        if (!request.TryGetProperty("body", out var element) || element.ValueKind == JsonValueKind.Null)
            return [];
        if (element.ValueKind == JsonValueKind.String)
        {
            var text = element.GetString()!;
            var buffer = new byte[text.Length / 4 * 3 + 3];
            if (Convert.TryFromBase64String(text, buffer, out var length))
                return buffer[..length];
        }

        faults.Add("request.body is no base64 text");
        return [];
    }

    private static string? ReplyExchange(IReadOnlyBasicProperties properties)
    {
        object? value = null;
        properties.Headers?.TryGetValue("replyToExchange", out value);
        return value switch
        {
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            string text => text,
            _ => null,
        };
    }

    private static (string Path, IReadOnlyDictionary<string, string> Query) Split(string uri, string? queryString)
    {
        var path = uri;
        if (Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https")
            path = absolute!.PathAndQuery;
        var mark = path.IndexOf('?', StringComparison.Ordinal);
        if (mark >= 0)
        {
            queryString ??= path[(mark + 1)..];
            path = path[..mark];
        }

        var query = new Dictionary<string, string>();
        foreach (var (name, values) in QueryHelpers.ParseQuery(queryString))
            query[name] = values.ToString();
        return (Uri.UnescapeDataString(path), query);
    }
}
