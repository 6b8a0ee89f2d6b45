using System.Net;
using System.Text;
using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>
/// Writes the response to the request that started or resumed this burst; it is sent when the burst is committed. A second one replaces the first. Without a
/// request in progress (after a Delay, say) it is a fault.
/// </summary>
[Activity("Elsa", "HTTP", "Write a response to the current HTTP request.", DisplayName = "HTTP Response")]
public sealed class WriteHttpResponse : CodeActivity
{
    [Input(Description = "The status code, by name or number.", DefaultValue = HttpStatusCode.OK)]
    public Input<HttpStatusCode?>? StatusCode { get; set; }

    [Input(Description = "The content: text as it is, anything else as JSON.")]
    public Input<object?>? Content { get; set; }

    [Input(Description = "The content type; text/plain for text and application/json for objects when empty.")]
    public Input<string?>? ContentType { get; set; }

    [Input(Description = "Additional headers: name and value, or list of values.", Category = "Advanced", TypeName = "HttpHeaders")]
    public Input<IDictionary<string, object?>>? ResponseHeaders { get; set; }

    protected override void Execute(ActivityExecutionContext context)
    {
        var exchange = HttpExchange.Of(context);
        var content = Content.GetOrDefault(context);
        var (body, defaultType) = Encode(content);
        var contentType = ContentType.GetOrDefault(context);
        exchange.Response = new HttpResponseContent
        {
            StatusCode = (int)(StatusCode.GetOrDefault(context) ?? HttpStatusCode.OK),
            ContentType = body.Length == 0 && string.IsNullOrWhiteSpace(contentType) ? null : string.IsNullOrWhiteSpace(contentType) ? defaultType : contentType,
            Headers = [.. HttpHeaderValues.Flatten(ResponseHeaders.GetOrDefault(context))],
            Body = body,
        };
    }

    private static (byte[] Body, string ContentType) Encode(object? content) => content switch
    {
        null => ([], "text/plain; charset=utf-8"),
        string text => (Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8"),
        byte[] bytes => (bytes, "application/octet-stream"),
        _ => (JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), PlainJson.Options), "application/json"),
    };
}
