using System.Text;
using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Api;

/// <summary>Answers the request that started the workflow, over the door it came through. The answer leaves after the commit.</summary>
[Activity("Orchestrator", "Tenant API", "Answers the request that started the workflow.")]
public sealed class ReplyToApi : CodeActivity
{
    /// <summary>Instance property that holds the request.</summary>
    public const string RequestProperty = "ApiRequest";

    [Input(Description = "HTTP status code, 200 to 599.", DefaultValue = 200)]
    public Input<int>? StatusCode { get; set; }

    [Input(Description = "Text as it is, anything else as JSON.")]
    public Input<object?>? Body { get; set; }

    [Input(Description = "application/json, or text/plain for text, when empty.")]
    public Input<string>? ContentType { get; set; }

    [Input(Description = "Further headers, such as Location.", UIHint = "dictionary")]
    public Input<IDictionary<string, object?>>? Headers { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var replyTo = ReplyAddress(context);
        var status = StatusCode is null || context.Get(StatusCode) == 0 ? 200 : context.Get(StatusCode);
        var body = PlainValue.From(Body is null ? null : context.Get(Body));
        var contentType = ContentType.GetOrDefault(context);
        var reply = new ApiReply
        {
            StatusCode = status,
            ContentType = !string.IsNullOrEmpty(contentType) ? contentType : body is string ? "text/plain; charset=utf-8" : status >= 400 ? "application/problem+json" : "application/json",
            Headers = (Headers.GetOrDefault(context) ?? new Dictionary<string, object?>()).ToDictionary(h => h.Key, h => ValueConverter.ToText(h.Value) ?? ""),
            Body = body switch
            {
                null => [],
                string text => Encoding.UTF8.GetBytes(text),
                byte[] bytes => bytes,
                _ => JsonSerializer.SerializeToUtf8Bytes(body, PlainJson.Options),
            },
        };
        context.AddExecutionLogEntry("Replied", $"Answered {status} over {replyTo.Channel}.");
        context.Send(new OutboxMessage(ApiReplyMessage.KindFor(replyTo.Channel), new ApiReplyMessage(replyTo, reply)));
        await context.CheckpointAsync();
    }

    private static ApiReplyTo ReplyAddress(ActivityExecutionContext context)
    {
        var request = context.WorkflowExecutionContext.Properties.TryGetValue(RequestProperty, out var value) ? value as IDictionary<string, object?> : null;
        return request is not null && request.TryGetValue("replyTo", out var replyTo)
            ? ValueConverter.To<ApiReplyTo>(replyTo)!
            : throw new WorkflowFaultException("There is no request to answer: the workflow was not started by ApiRequestReceived.", "api.no-request");
    }
}
