using System.Globalization;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>
/// Sends an HTTP request. Outcomes: the status code when it is an expected one, else <c>Unmatched status code</c>; <c>Failed to connect</c>, <c>Timeout</c>; and
/// <c>Done</c> whenever there was a response.
/// </summary>
[Activity("Elsa", "HTTP", "Send an HTTP request.", DisplayName = "HTTP Request (flow)", Kind = ActivityKind.Task)]
[FlowNode("Done", "Unmatched status code", "Failed to connect", "Timeout")]
public sealed class FlowSendHttpRequest : Activity, IHttpRequestInputs
{
    [Input(Description = "The status codes to expect, each an outcome.", UIHint = "multitext", DefaultValue = new[] { 200 })]
    public Input<ICollection<int>>? ExpectedStatusCodes { get; set; }

    [Input(Description = "The address to send the request to.", UIHint = "singleline")]
    public Input<Uri>? Url { get; set; }

    [Input(Description = "The HTTP method.", UIHint = "dropdown", Options = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"], DefaultValue = "GET")]
    public Input<string>? Method { get; set; }

    [Input(Description = "The content: text as it is, anything else as JSON.")]
    public Input<object?>? Content { get; set; }

    [Input(Description = "The content type.")]
    public Input<string?>? ContentType { get; set; }

    [Input(Description = "The Authorization header, such as Bearer {token}.", Category = "Security", IsSensitive = true)]
    public Input<string?>? Authorization { get; set; }

    [Input(Description = "Additional headers.", Category = "Advanced", IsSensitive = true)]
    public Input<IDictionary<string, object?>>? RequestHeaders { get; set; }

    [Output(Description = "The status code.")]
    public Output<int>? StatusCode { get; set; }

    [Output(Description = "The body: an object for JSON, else text.")]
    public Output<object>? ParsedContent { get; set; }

    [Output(Description = "The response's headers, without credentials.")]
    public Output<IDictionary<string, object?>>? ResponseHeaders { get; set; }

    [Output(Description = "The response: statusCode, contentType, body, headers.")]
    public Output<object>? Result { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var receipt = await HttpSender.SendAsync(context, this);
        if (receipt.Failure is { } failure)
        {
            await context.CompleteActivityWithOutcomesAsync(failure == "timeout" ? "Timeout" : "Failed to connect");
            return;
        }

        StatusCode.Set(context, receipt.StatusCode);
        ParsedContent.Set(context, HttpSender.Parse(receipt));
        ResponseHeaders.Set(context, receipt.Headers);
        Result.Set(context, receipt);
        var expected = ExpectedStatusCodes.GetOrDefault(context) ?? [200];
        var outcome = expected.Contains(receipt.StatusCode) ? receipt.StatusCode.ToString(CultureInfo.InvariantCulture) : "Unmatched status code";
        await context.CompleteActivityWithOutcomesAsync(outcome, "Done");
    }
}
