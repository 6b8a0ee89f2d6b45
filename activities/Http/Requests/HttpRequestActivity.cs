using System.Globalization;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>
/// Base of the activities that send a request. With <see cref="EnableResiliency"/> a request that fails to connect, times out, or is answered 408, 429 or 5xx is sent again
/// after 1, 2 and 4 s, durably and with the same <c>Idempotency-Key</c>.
/// </summary>
public abstract class HttpRequestActivity : Activity, IHttpRequestInputs
{
    private const string AttemptKey = "Attempt";
    private const int Attempts = 4;

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

    [Input(
        Description = "Whether the Authorization header is sent as it is, instead of being checked to be a scheme with credentials (RFC 9110).", Category = "Security",
        DisplayName = "Disable authorization header validation")]
    public Input<bool>? DisableAuthorizationHeaderValidation { get; set; }

    [Input(Description = "Additional headers.", Category = "Advanced", IsSensitive = true, TypeName = "HttpHeaders")]
    public Input<IDictionary<string, object?>>? RequestHeaders { get; set; }

    [Input(Description = "Whether a request that fails for the moment is sent again, up to three times.", Category = "Resilience")]
    public Input<bool>? EnableResiliency { get; set; }

    [Output(Description = "The status code.")]
    public Output<int>? StatusCode { get; set; }

    [Output(Description = "The body: an object for JSON, else text.")]
    public Output<object>? ParsedContent { get; set; }

    [Output(Description = "The response's headers, without credentials.", TypeName = "HttpHeaders")]
    public Output<IDictionary<string, object?>>? ResponseHeaders { get; set; }

    [Output(Description = "The response: statusCode, contentType, body, headers.", TypeName = "HttpResponseMessage")]
    public Output<object>? Result { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => SendAsync(context);

    /// <summary>Goes on with what came of the request.</summary>
    protected abstract ValueTask OnReceiptAsync(ActivityExecutionContext context, HttpReceipt receipt);

    protected static string Text(int statusCode) => statusCode.ToString(CultureInfo.InvariantCulture);

    /// <summary>Runs after a pause. Its name is kept in the instance's state.</summary>
    protected ValueTask OnPauseOverAsync(ActivityExecutionContext context) => SendAsync(context);

    private async ValueTask SendAsync(ActivityExecutionContext context)
    {
        var attempt = context.GetProperty<int>(AttemptKey);
        var receipt = await HttpSender.SendAsync(context, this, attempt == 0 ? "send" : $"send-{Text(attempt)}");
        if (receipt.IsTransient && attempt + 1 < Attempts && EnableResiliency.GetOrDefault(context))
        {
            context.SetProperty(AttemptKey, attempt + 1);
            var pause = TimeSpan.FromSeconds(1 << attempt);
            context.AddExecutionLogEntry("TriesAgain", $"{receipt.Failure ?? $"Status {Text(receipt.StatusCode)}"}: sending again in {pause.TotalSeconds:0} s.");
            context.DelayFor(pause, OnPauseOverAsync, $"sends the request again, attempt {Text(attempt + 2)} of {Text(Attempts)}");
            return;
        }

        if (receipt.Failure is null)
        {
            StatusCode.Set(context, receipt.StatusCode);
            ParsedContent.Set(context, HttpSender.Parse(receipt));
            ResponseHeaders.Set(context, receipt.Headers);
            Result.Set(context, receipt with { Bytes = null });
        }

        await OnReceiptAsync(context, receipt);
    }
}
