using System.Text;
using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Api;

/// <summary>Sends a workflow's answer with the next commit, and keeps what it was with the instance.</summary>
internal static class ApiAnswer
{
    /// <summary>Instance property that holds the answer: status code, content type and body (text of at most 64 KiB).</summary>
    public const string Property = "ApiReply";

    private const int MaxKept = 64 * 1024;

    public static void Send(ActivityExecutionContext context, int statusCode, object? body, string? contentType, IDictionary<string, object?>? headers)
    {
        var replyTo = ReplyAddress(context);
        var status = statusCode == 0 ? 200 : statusCode;
        if (status is < 200 or > 599)
            throw new WorkflowFaultException($"{status} is no status code of an answer: give one from 200 to 599.", "api.bad-status");
        var plain = PlainValue.From(body);
        var reply = new ApiReply
        {
            StatusCode = status,
            ContentType = !string.IsNullOrEmpty(contentType) ? contentType : plain is string ? "text/plain; charset=utf-8" : status >= 400 ? "application/problem+json" : "application/json",
            Headers = (headers ?? new Dictionary<string, object?>()).ToDictionary(h => h.Key, h => ValueConverter.ToText(h.Value) ?? ""),
            Body = plain switch
            {
                null => [],
                string text => Encoding.UTF8.GetBytes(text),
                byte[] bytes => bytes,
                _ => JsonSerializer.SerializeToUtf8Bytes(plain, PlainJson.Options),
            },
        };
        context.AddExecutionLogEntry("Replied", $"Answered {status} over {replyTo.Channel}.");
        context.WorkflowExecutionContext.Properties[Property] = new Dictionary<string, object?>
        {
            ["statusCode"] = status,
            ["contentType"] = reply.ContentType,
            ["body"] = plain is byte[]? null : Encoding.UTF8.GetString(reply.Body.AsSpan(0, Math.Min(reply.Body.Length, MaxKept))),
        };
        context.Send(new OutboxMessage(ApiReplyMessage.KindFor(replyTo.Channel), new ApiReplyMessage(replyTo, reply)));
        context.CheckpointWhenDone();
    }

    private static ApiReplyTo ReplyAddress(ActivityExecutionContext context)
    {
        var request = context.WorkflowExecutionContext.Properties.TryGetValue(ReplyToApi.RequestProperty, out var value) ? value as IDictionary<string, object?> : null;
        return request is not null && request.TryGetValue("replyTo", out var replyTo)
            ? ValueConverter.To<ApiReplyTo>(replyTo)!
            : throw new WorkflowFaultException("There is no request to answer: the workflow was not started by VcdApiRequest or ApiRequestReceived.", "api.no-request");
    }
}
