namespace Orchestrator.Activities.Http;

/// <summary>Keys of the stimulus' input that the HTTP door gives to <see cref="HttpEndpoint"/>.</summary>
public static class HttpStimulusInput
{
    /// <summary>Id of the <see cref="HttpExchange"/> that waits.</summary>
    public const string ExchangeId = "exchangeId";

    /// <summary><c>{method, path, url, contentType, user}</c>.</summary>
    public const string Request = "request";

    public const string ParsedContent = "parsedContent";

    public const string RouteData = "routeData";

    public const string QueryStringData = "queryStringData";

    public const string Headers = "headers";

    /// <summary>Files of a form, as <see cref="HttpFileValue"/>s.</summary>
    public const string Files = "files";

    /// <summary>Outcome of a request that breaks a limit which the workflow handles itself.</summary>
    public const string Outcome = "outcome";

    internal static object? GetOrNull(this IDictionary<string, object?> input, string key) => input.TryGetValue(key, out var value) ? value : null;
}
