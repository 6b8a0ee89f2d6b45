using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>
/// Sends an HTTP request and runs the activity that is given for the status code, or for what went wrong, before it completes. Without an activity for the case it
/// completes at once.
/// </summary>
[Activity("Elsa", "HTTP", "Send an HTTP request and run an activity by its status code.", DisplayName = "HTTP Request", Kind = ActivityKind.Task)]
public sealed class SendHttpRequest : HttpRequestActivity, IReadsJson, IHasChildren
{
    [Input(Description = "The status codes to expect, each with an activity.", UIHint = "http-status-codes")]
    public IReadOnlyList<HttpStatusCodeCase> ExpectedStatusCodes { get; private set; } = [];

    [Port(DisplayName = "Unmatched status code")]
    public IActivity? UnmatchedStatusCode { get; set; }

    [Port(DisplayName = "Failed to connect")]
    public IActivity? FailedToConnect { get; set; }

    [Port]
    public IActivity? Timeout { get; set; }

    void IReadsJson.ReadJson(JsonObject json, ActivityReader reader) => ExpectedStatusCodes =
    [
        .. (json["expectedStatusCodes"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(item => item["statusCode"] is not null)
            .Select(item => new HttpStatusCodeCase(
                ValueConverter.To<int>(item["statusCode"]!.ToString()),
                item["activity"] is JsonObject activity ? reader.Read(activity, $"{Id}:{item["statusCode"]}") : null)),
    ];

    IEnumerable<IActivity> IHasChildren.GetChildren() => ExpectedStatusCodes.Select(c => c.Activity).OfType<IActivity>();

    protected override async ValueTask OnReceiptAsync(ActivityExecutionContext context, HttpReceipt receipt)
    {
        var next = receipt.Failure switch
        {
            null => ExpectedStatusCodes.FirstOrDefault(c => c.StatusCode == receipt.StatusCode) is { } match ? match.Activity : UnmatchedStatusCode,
            HttpReceipt.TimedOut => Timeout,
            _ => FailedToConnect,
        };
        if (next is null)
            await context.CompleteActivityAsync();
        else
            await context.ScheduleActivityAsync(next, OnNextCompletedAsync);
    }

    private static ValueTask OnNextCompletedAsync(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}
