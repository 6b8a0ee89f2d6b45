using Orchestrator.Runtime.Api;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>
/// Waits for an HTTP request under the base path (<c>/workflows</c>), or starts the workflow with it. One listening per method; the path is case-insensitive
/// and may hold parameters (<c>orders/{id}</c>, <c>{*rest}</c> at its end). Without <see cref="WriteHttpResponse"/> in the same burst the answer is an empty 200.
/// </summary>
[Activity("Elsa", "HTTP", "Wait for an inbound HTTP request that matches the path and methods.", DisplayName = "HTTP Endpoint", Kind = ActivityKind.Trigger)]
public sealed class HttpEndpoint : Trigger<object>
{
    /// <summary>Name of the stimulus, equal to the activity's type.</summary>
    public const string Stimulus = "Elsa.HttpEndpoint";

    [Input(Description = "The path to listen on, below the base path; may hold parameters such as orders/{id}.")]
    public Input<string> Path { get; set; } = default!;

    [Input(
        Description = "The HTTP methods to accept.", UIHint = "checklist", Options = ["GET", "POST", "PUT", "HEAD", "DELETE", "PATCH", "OPTIONS"], DisplayName = "Methods")]
    public Input<ICollection<string>>? SupportedMethods { get; set; }

    [Input(Description = "Whether the caller must be signed in; a stranger gets 401.", Category = "Security")]
    public Input<bool>? Authorize { get; set; }

    [Input(Description = "Largest request body in bytes; a larger one gets 413.", Category = "Upload")]
    public Input<long?>? RequestSizeLimit { get; set; }

    [Output(Description = "The body: an object for JSON, a dictionary for a form, else text.")]
    public Output<object>? ParsedContent { get; set; }

    [Output(Description = "Values of the path's parameters.")]
    public Output<IDictionary<string, object?>>? RouteData { get; set; }

    [Output(Description = "Values of the query string.")]
    public Output<IDictionary<string, object?>>? QueryStringData { get; set; }

    [Output(Description = "Headers, without credentials.")]
    public Output<IDictionary<string, object?>>? Headers { get; set; }

    protected override IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) =>
        Payloads(context.Get(Path), context.Get(SupportedMethods), context.Get(Authorize), context.Get(RequestSizeLimit));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow && context.StimulusInput.Count > 0)
        {
            await ReceiveAsync(context);
            return;
        }

        var payloads = Payloads(
            context.Get(Path), SupportedMethods.GetOrDefault(context), Authorize.GetOrDefault(context), RequestSizeLimit.GetOrDefault(context));
        foreach (var payload in payloads)
        {
            context.CreateBookmark(new CreateBookmarkArgs
            {
                Name = Stimulus,
                Stimulus = payload,
                Callback = ReceiveAsync,
                Description = $"{payload.Method.ToUpperInvariant()} /{payload.Path}",
            });
        }
    }

    private static IEnumerable<HttpEndpointPayload> Payloads(string? path, ICollection<string>? methods, bool authorize, long? sizeLimit)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new WorkflowFaultException("HttpEndpoint has no path: give it one, such as orders/{id}.");
        var template = path.Trim().Trim('/');
        try
        {
            ApiRouteTemplate.Parse($"/{template}");
        }
        catch (ArgumentException exception)
        {
            throw new WorkflowFaultException(exception.Message, "http.bad-path", innerException: exception);
        }

        var accepted = methods is { Count: > 0 } ? methods : ["GET"];
        return accepted.Select(method => method.Trim().ToLowerInvariant()).Distinct().Select(method => new HttpEndpointPayload(template, method, authorize, sizeLimit));
    }

    private async ValueTask ReceiveAsync(ActivityExecutionContext context)
    {
        var input = context.StimulusInput;
        if (input.TryGetValue(HttpStimulusInput.ExchangeId, out var id) && id is string exchangeId
            && context.GetRequiredService<HttpExchanges>().Find(exchangeId) is { } exchange)
        {
            context.WorkflowExecutionContext.TransientProperties[typeof(HttpExchange)] = exchange;
        }

        Result.Set(context, input.GetOrNull(HttpStimulusInput.Request));
        ParsedContent.Set(context, input.GetOrNull(HttpStimulusInput.ParsedContent));
        RouteData.Set(context, (IDictionary<string, object?>?)input.GetOrNull(HttpStimulusInput.RouteData));
        QueryStringData.Set(context, (IDictionary<string, object?>?)input.GetOrNull(HttpStimulusInput.QueryStringData));
        Headers.Set(context, (IDictionary<string, object?>?)input.GetOrNull(HttpStimulusInput.Headers));
        await context.CompleteActivityAsync();
    }
}
