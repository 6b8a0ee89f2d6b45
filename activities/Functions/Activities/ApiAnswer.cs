namespace Orchestrator.Activities.Functions.Activities;

/// <summary>What <c>Orchestrator.ReplyToApi</c> shall answer.</summary>
public sealed record ApiAnswer
{
    public required int StatusCode { get; init; }

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Text as it is, anything else as JSON.</summary>
    public object? Body { get; init; }

    public static ApiAnswer Problem(int statusCode, string title, string detail, int? retryAfterSeconds = null) => new()
    {
        StatusCode = statusCode,
        ContentType = "application/problem+json",
        Headers = retryAfterSeconds is { } seconds
            ? new Dictionary<string, string> { ["Retry-After"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture) }
            : new Dictionary<string, string>(),
        Body = new Dictionary<string, object?> { ["type"] = "about:blank", ["title"] = title, ["status"] = statusCode, ["detail"] = detail },
    };
}
