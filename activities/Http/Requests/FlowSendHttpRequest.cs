using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>
/// Sends an HTTP request. Outcomes: the status code when it is an expected one, else <c>Unmatched status code</c>; <c>Failed to connect</c>, <c>Timeout</c>; and
/// <c>Done</c> whenever there was a response. With an empty list of expected codes <c>Done</c> is all.
/// </summary>
[Activity("Elsa", "HTTP", "Send an HTTP request.", DisplayName = "HTTP Request (flow)", Kind = ActivityKind.Task)]
[FlowNode("Done", "Unmatched status code", "Failed to connect", "Timeout")]
public sealed class FlowSendHttpRequest : HttpRequestActivity
{
    [Input(Description = "The status codes to expect, each an outcome.", UIHint = "multitext", DefaultValue = new[] { 200 })]
    public Input<ICollection<int>>? ExpectedStatusCodes { get; set; }

    protected override ValueTask OnReceiptAsync(ActivityExecutionContext context, HttpReceipt receipt)
    {
        if (receipt.Failure is { } failure)
            return context.CompleteActivityWithOutcomesAsync(failure == HttpReceipt.TimedOut ? "Timeout" : "Failed to connect");
        return context.CompleteActivityWithOutcomesAsync(receipt.OutcomesFor(ExpectedStatusCodes.GetOrDefault(context)));
    }
}
