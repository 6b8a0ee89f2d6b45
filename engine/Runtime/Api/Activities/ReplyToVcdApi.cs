using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Api;

/// <summary>
/// Answers the request that <see cref="VcdApiRequest"/> started the workflow with, over the door it came through: vCD's bus (AMQP or MQTT), a signed webhook or HTTP. The
/// answer leaves after the commit; the workflow goes on. An answer that comes after vCD was told 202 stays with the run, where its <c>Location</c> shows it.
/// </summary>
[Activity("Orchestrator", "vCloud Director", "Answers the API request of vCloud Director that started the workflow.", DisplayName = "Reply to vCD API")]
public sealed class ReplyToVcdApi : CodeActivity
{
    [Input(DisplayName = "Status code", Description = "HTTP status code, 200 to 599.", DefaultValue = 200, Order = 1)]
    public Input<int>? StatusCode { get; set; }

    [Input(Description = "Text as it is, anything else as JSON.", Order = 2)]
    public Input<object?>? Body { get; set; }

    [Input(DisplayName = "Content type", Description = "application/json, or text/plain for text, when empty.", Order = 3)]
    public Input<string>? ContentType { get; set; }

    [Input(Description = "Further headers, such as Location with 201, 202, 302 and 303.", UIHint = "dictionary", Order = 4)]
    public Input<IDictionary<string, object?>>? Headers { get; set; }

    protected override void Execute(ActivityExecutionContext context) => ApiAnswer.Send(
        context,
        StatusCode.GetOrDefault(context),
        Body is null ? null : context.Get(Body),
        ContentType.GetOrDefault(context),
        Headers.GetOrDefault(context));
}
