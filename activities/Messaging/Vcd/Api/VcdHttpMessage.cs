using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.Messaging.Vcd.Api;

/// <summary>
/// Reads the two objects that every transport of vCD's API extension carries: the HTTP request and the security context that vCD vouches for (Cloud Director API Programming
/// Guide, "Create an Extension Service").
/// </summary>
internal static class VcdHttpMessage
{
    /// <summary>Reads them; what is wrong is added to <paramref name="faults"/>.</summary>
    public static VcdRequest Read(JsonElement request, JsonElement security, string requestName, List<string> faults)
    {
        var id = Required(request, "id", requestName, faults);
        var method = Required(request, "method", requestName, faults);
        var uri = Required(request, "requestUri", requestName, faults);
        var organisation = Required(security, "org", "securityContext", faults);
        var (path, query) = Split(uri, Optional(request, "queryString"));
        if (uri.Length > 0 && !path.StartsWith('/'))
            faults.Add($"{requestName}.requestUri '{uri}' does not begin with a slash");
        return new VcdRequest
        {
            Id = id,
            Method = method.ToUpperInvariant(),
            Path = path,
            Query = query,
            Headers = CredentialHeaders.Strip(ReadHeaders(request, requestName, faults)),
            Body = ReadBody(request, requestName, faults),
            User = Optional(security, "user") ?? "",
            Organisation = organisation,
            Rights = ReadRights(security),
            ReplyTo = new ApiReplyTo("", id),
        };
    }

    private static string Required(JsonElement element, string name, string owner, List<string> faults)
    {
        if (Optional(element, name) is { Length: > 0 } text)
            return text;
        faults.Add($"{owner}.{name} is missing");
        return "";
    }

    private static string? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string[] ReadRights(JsonElement security) => security.TryGetProperty("rights", out var rights) && rights.ValueKind == JsonValueKind.Array
        ? [.. rights.EnumerateArray().Where(right => right.ValueKind == JsonValueKind.String).Select(right => right.GetString()!)]
        : [];

    private static Dictionary<string, string> ReadHeaders(JsonElement request, string requestName, List<string> faults)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!request.TryGetProperty("headers", out var element) || element.ValueKind == JsonValueKind.Null)
            return headers;
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{requestName}.headers is no object");
            return headers;
        }

        foreach (var header in element.EnumerateObject())
            headers[header.Name] = header.Value.ValueKind == JsonValueKind.String ? header.Value.GetString()! : header.Value.GetRawText();
        return headers;
    }

    private static byte[] ReadBody(JsonElement request, string requestName, List<string> faults)
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

        faults.Add($"{requestName}.body is no base64 text");
        return [];
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
