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

    protected override void Execute(ActivityExecutionContext context) => ApiAnswer.Send(
        context,
        StatusCode.GetOrDefault(context),
        Body is null ? null : context.Get(Body),
        ContentType.GetOrDefault(context),
        Headers.GetOrDefault(context));
}
