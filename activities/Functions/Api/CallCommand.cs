using System.Text.Json;
using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Api;

/// <summary>A request to call a function, as the workflow gets it.</summary>
public sealed record CallCommand
{
    public required string Name { get; init; }

    /// <summary>Answer with what is to be known about the call, not with the function's own answer.</summary>
    public bool Test { get; init; }

    public required CallRequest Request { get; init; }

    public FunctionRequest ToFunctionRequest()
    {
        var headers = Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value);
        return new FunctionRequest
        {
            Method = Request.Method,
            Path = Request.Path,
            Query = Request.Query,
            Headers = headers,
            Body = BodyOf(Request.Body, headers.GetValueOrDefault("content-type", "")),
        };
    }

    /// <summary>JSON is parsed when the type says so, and when no honest type is given and the text looks like it; anything else stays text.</summary>
    internal static object? BodyOf(string body, string contentType)
    {
        if (body.Length == 0)
            return null;
        var typed = contentType.Contains("json", StringComparison.OrdinalIgnoreCase);
        var untyped = contentType.Length == 0 || contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        if (!typed && !(untyped && body.TrimStart() is ['{' or '[', ..]))
            return body;
        try
        {
            return JsonSerializer.Deserialize<object?>(body, PlainJson.Options);
        }
        catch (JsonException)
        {
            return body; // The function sees what came.
        }
    }
}
