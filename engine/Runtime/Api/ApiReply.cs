using System.Text;
using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Api;

/// <summary>An answer to an <see cref="ApiRequest"/>.</summary>
public sealed record ApiReply
{
    public required int StatusCode { get; init; }

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public byte[] Body { get; init; } = [];

    public static ApiReply Json(int statusCode, object? value, IReadOnlyDictionary<string, string>? headers = null) => new()
    {
        StatusCode = statusCode,
        Headers = headers ?? new Dictionary<string, string>(),
        Body = value is null ? [] : JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), PlainJson.Options),
    };

    public static ApiReply Text(int statusCode, string text, string contentType = "text/plain; charset=utf-8") =>
        new() { StatusCode = statusCode, ContentType = contentType, Body = Encoding.UTF8.GetBytes(text) };

    /// <summary>RFC 9457 problem details. <paramref name="errors"/>: faults by field, all at once.</summary>
    public static ApiReply Problem(int statusCode, string title, string? detail = null, IReadOnlyDictionary<string, string[]>? errors = null) => new()
    {
        StatusCode = statusCode,
        ContentType = "application/problem+json",
        Body = JsonSerializer.SerializeToUtf8Bytes(ProblemBody(statusCode, title, detail, errors), PlainJson.Options),
    };

    private static Dictionary<string, object?> ProblemBody(int statusCode, string title, string? detail, IReadOnlyDictionary<string, string[]>? errors)
    {
        var body = new Dictionary<string, object?> { ["type"] = "about:blank", ["title"] = title, ["status"] = statusCode };
        if (detail is not null)
            body["detail"] = detail;
        if (errors is { Count: > 0 })
            body["errors"] = errors;
        return body;
    }
}
