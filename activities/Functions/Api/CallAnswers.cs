using Orchestrator.Activities.Functions.Activities;
using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Api;

/// <summary>What the caller of a function gets.</summary>
internal static class CallAnswers
{
    /// <summary>Headers that belong to the connection or to the orchestrator's own site, so a function may not set them.</summary>
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "connection", "content-length", "transfer-encoding", "keep-alive", "upgrade", "te", "trailer", "proxy-authenticate", "set-cookie", "content-type",
        "content-security-policy", "x-content-type-options", "strict-transport-security", "server", "date", "clear-site-data", "alt-svc",
    };

    public static ApiAnswer Of(FunctionVersion version, FunctionReply reply) => reply.Outcome switch
    {
        CallOutcome.Ok => Own(reply),
        CallOutcome.Threw => ApiAnswer.Problem(500, "The function threw", reply.Error ?? ""),
        CallOutcome.TimedOut => ApiAnswer.Problem(504, "The function exceeded its time limit", reply.Error ?? ""),
        CallOutcome.OutOfMemory => ApiAnswer.Problem(502, "The function exceeded its memory limit", reply.Error ?? ""),
        CallOutcome.OverLimit => ApiAnswer.Problem(502, "The function exceeded a limit", reply.Error ?? ""),
        CallOutcome.TooLarge => ApiAnswer.Problem(502, "The function's answer is too large", $"The function '{version.Name}': {reply.Error}"),
        CallOutcome.Invalid => ApiAnswer.Problem(502, "The function's answer is not valid", $"The function '{version.Name}': {reply.Error}"),
        CallOutcome.Crashed => ApiAnswer.Problem(502, "The function ended before it answered", reply.Error ?? ""),
        _ => ApiAnswer.Problem(503, "The function cannot run now", reply.Error ?? "", retryAfterSeconds: 30),
    };

    /// <summary>The answer to a test call: what the caller would have got, and what is to be known about it.</summary>
    public static ApiAnswer OfTest(FunctionVersion version, FunctionReply reply, ApiAnswer answer) => new()
    {
        StatusCode = 200,
        Body = new Dictionary<string, object?>
        {
            ["statusCode"] = answer.StatusCode,
            ["contentType"] = answer.ContentType,
            ["body"] = answer.Body is string text && answer.ContentType.Contains("json", StringComparison.Ordinal) ? CallCommand.BodyOf(text, answer.ContentType) : answer.Body,
            ["durationMs"] = Math.Round(reply.DurationMs, 1),
            ["logs"] = reply.Logs,
            ["executor"] = version.Executor,
            ["version"] = version.Version,
        },
    };

    private static ApiAnswer Own(FunctionReply reply)
    {
        var headers = reply.Headers.Where(h => !OwnHeaders.Contains(h.Key) && IsHeader(h)).ToDictionary(h => h.Key, h => h.Value);
        // A function's pages are not of the orchestrator's making: in a browser they must not act as its site.
        headers["Content-Security-Policy"] = "sandbox";
        headers["X-Content-Type-Options"] = "nosniff";
        if (reply.Base64)
            headers["Content-Transfer-Encoding"] = "base64";
        var type = reply.Headers.GetValueOrDefault("content-type", "application/json");
        return new() { StatusCode = reply.StatusCode, ContentType = type.Any(char.IsControl) ? "text/plain" : type, Headers = headers, Body = reply.Body };
    }

    private static bool IsHeader(KeyValuePair<string, string> header) =>
        header.Key.Length > 0 && header.Key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && header.Value.All(c => c is >= ' ' and < '\x7f');
}
