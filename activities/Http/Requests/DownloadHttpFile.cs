using System.Net.Http.Headers;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>
/// Downloads a file of at most 16 MiB. Outcomes: the status code when it is an expected one, else <c>Unmatched status code</c>; <c>Failed to connect</c>, <c>Timeout</c>; and
/// <c>Done</c> whenever there was a response. With an empty list of expected codes <c>Done</c> is all.
/// </summary>
[Activity("Elsa", "HTTP", "Download a file.", DisplayName = "Download File", Kind = ActivityKind.Task)]
[FlowNode("Done", "Unmatched status code", "Failed to connect", "Timeout")]
public sealed class DownloadHttpFile : Activity, IHttpRequestInputs
{
    [Input(Description = "The address of the file.", UIHint = "singleline")]
    public Input<Uri>? Url { get; set; }

    [Input(Description = "The HTTP method.", UIHint = "dropdown", Options = ["GET", "POST", "PUT"], DefaultValue = "GET")]
    public Input<string>? Method { get; set; }

    [Input(Description = "The status codes to expect, each an outcome.", UIHint = "multitext", DefaultValue = new[] { 200 })]
    public Input<ICollection<int>>? ExpectedStatusCodes { get; set; }

    [Input(Description = "The content: text as it is, anything else as JSON.")]
    public Input<object?>? Content { get; set; }

    [Input(Description = "The content type of the request.")]
    public Input<string?>? RequestContentType { get; set; }

    [Input(Description = "The Authorization header, such as Bearer {token}.", Category = "Security", IsSensitive = true)]
    public Input<string?>? Authorization { get; set; }

    [Input(
        Description = "Whether the Authorization header is sent as it is, instead of being checked to be a scheme with credentials (RFC 9110).", Category = "Security",
        DisplayName = "Disable authorization header validation")]
    public Input<bool>? DisableAuthorizationHeaderValidation { get; set; }

    [Input(Description = "Additional headers.", Category = "Advanced", IsSensitive = true, TypeName = "HttpHeaders")]
    public Input<IDictionary<string, object?>>? RequestHeaders { get; set; }

    [Output(Description = "The response without its body: statusCode, contentType, headers.", TypeName = "HttpResponseMessage")]
    public Output<object>? Response { get; set; }

    [Output(Description = "The status code.")]
    public Output<int>? StatusCode { get; set; }

    [Output(Description = "The bytes of the response. Streams are bytes here.", TypeName = "Stream")]
    public Output<byte[]>? ResponseContentStream { get; set; }

    [Output(Description = "The bytes of the response.")]
    public Output<byte[]>? ResponseContentBytes { get; set; }

    [Output(Description = "The response's headers, without credentials.", TypeName = "HttpHeaders")]
    public Output<IDictionary<string, object?>>? ResponseHeaders { get; set; }

    [Output(Description = "Those of the headers that describe the content, such as Content-Type.", TypeName = "HttpHeaders")]
    public Output<IDictionary<string, object?>>? ResponseContentHeaders { get; set; }

    [Output(Description = "The file: fileName, contentType, length, content.", TypeName = "HttpFile")]
    public Output<object>? Result { get; set; }

    Input<string?>? IHttpRequestInputs.ContentType => RequestContentType;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var receipt = await HttpSender.SendAsync(context, this, "download", asBytes: true);
        if (receipt.Failure is { } failure)
        {
            await context.CompleteActivityWithOutcomesAsync(failure == HttpReceipt.TimedOut ? "Timeout" : "Failed to connect");
            return;
        }

        Response.Set(context, new Dictionary<string, object?> { ["statusCode"] = receipt.StatusCode, ["contentType"] = receipt.ContentType, ["headers"] = receipt.Headers });
        StatusCode.Set(context, receipt.StatusCode);
        ResponseHeaders.Set(context, receipt.Headers);
        ResponseContentHeaders.Set(context, receipt.ContentHeaders);
        ResponseContentStream.Set(context, receipt.Bytes);
        ResponseContentBytes.Set(context, receipt.Bytes);
        Result.Set(context, HttpFileValue.Of(NameOf(receipt, context.Get(Url!)!), receipt.ContentType, receipt.Bytes ?? []));
        await context.CompleteActivityWithOutcomesAsync(receipt.OutcomesFor(ExpectedStatusCodes.GetOrDefault(context)));
    }

    /// <summary>The name that the server gives (RFC 6266), else the last part of the address.</summary>
    private static string NameOf(HttpReceipt receipt, Uri url)
    {
        if (receipt.Headers.TryGetValue("Content-Disposition", out var value) && ContentDispositionHeaderValue.TryParse(value as string, out var disposition)
            && (disposition.FileNameStar ?? disposition.FileName) is { Length: > 0 } name)
        {
            return name.Trim('"');
        }

        return url.Segments[^1].Trim('/') is { Length: > 0 } last ? Uri.UnescapeDataString(last) : "file";
    }
}
