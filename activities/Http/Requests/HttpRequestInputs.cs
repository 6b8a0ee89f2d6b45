using System.Net.Http.Headers;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>Checks the inputs of a request before anything is sent. No message holds a value that may be secret.</summary>
internal static class HttpRequestInputs
{
    public static WorkflowFaultException Fault(ActivityExecutionContext context, string input, string reason, string code) =>
        new($"Input '{input}' of activity '{context.Activity.Name ?? context.Activity.Id}' {reason}.", code);

    public static HttpMethod Method(ActivityExecutionContext context, IHttpRequestInputs inputs)
    {
        var text = inputs.Method.GetOrDefault(context) is { Length: > 0 } given ? given.Trim().ToUpperInvariant() : "GET";
        return text.Length > 0 && text.All(IsTokenCharacter) ? new HttpMethod(text) : throw Fault(context, nameof(Method), $"is no HTTP method: '{text}'", "http.bad-method");
    }

    /// <summary>Null: that of the content.</summary>
    public static string? ContentType(ActivityExecutionContext context, IHttpRequestInputs inputs)
    {
        if (inputs.ContentType.GetOrDefault(context) is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        return MediaTypeHeaderValue.TryParse(text, out _)
            ? text
            : throw Fault(context, inputs is DownloadHttpFile ? nameof(DownloadHttpFile.RequestContentType) : nameof(ContentType), $"is no media type: '{text}'", "http.bad-content-type");
    }

    /// <summary>The value of the header; null: none.</summary>
    public static string? Authorization(ActivityExecutionContext context, IHttpRequestInputs inputs)
    {
        if (inputs.Authorization.GetOrDefault(context) is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        if (inputs.DisableAuthorizationHeaderValidation.GetOrDefault(context) ? IsFieldValue(text) : AuthenticationHeaderValue.TryParse(text, out _))
            return text;
        throw Fault(
            context,
            nameof(Authorization),
            "is no scheme with credentials, such as 'Bearer {token}' (RFC 9110, section 11.4); set DisableAuthorizationHeaderValidation to send another form, on one line",
            "http.bad-authorization");
    }

    public static KeyValuePair<string, string>[] Headers(ActivityExecutionContext context, IHttpRequestInputs inputs)
    {
        var headers = HttpHeaderValues.Flatten(inputs.RequestHeaders.GetOrDefault(context)).ToArray();
        foreach (var (name, value) in headers)
        {
            if (name.Length == 0 || !name.All(IsTokenCharacter))
                throw Fault(context, "RequestHeaders", $"has a name that no header can have: '{name}'", "http.bad-header");
            if (!IsFieldValue(value))
                throw Fault(context, "RequestHeaders", $"has a value for '{name}' that no header can have: it is more than one line", "http.bad-header");
        }

        return headers;
    }

    private static bool IsFieldValue(string value) => value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0;

    /// <summary>RFC 9110, section 5.6.2.</summary>
    private static bool IsTokenCharacter(char letter) => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal);
}
