using Orchestrator.Runtime.Api;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Http;

/// <summary>
/// Waits for an HTTP request under the base path (<c>/workflows</c>), or starts the workflow with it. One listening per method; the path is case-insensitive
/// and may hold parameters (<c>orders/{id}</c>, <c>{*rest}</c> at its end). Without <see cref="WriteHttpResponse"/> in the same burst the answer is an empty 200.
/// </summary>
[Activity("Elsa", "HTTP", "Wait for an inbound HTTP request that matches the path and methods.", DisplayName = "HTTP Endpoint", Kind = ActivityKind.Trigger, ResultTypeName = "HttpRequest")]
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

    [Input(Description = "A role that the caller must have besides being signed in: administrator or tenant.", Category = "Security")]
    public Input<string?>? Policy { get; set; }

    [Input(Description = "How long the caller waits for the answer before it gets 408; the workflow goes on.", Category = "Advanced")]
    public Input<TimeSpan?>? RequestTimeout { get; set; }

    [Input(Description = "Largest request body in bytes; a larger one gets 413.", Category = "Upload")]
    public Input<long?>? RequestSizeLimit { get; set; }

    [Input(Description = "Largest file in bytes; a larger one gets 413.", Category = "Upload")]
    public Input<long?>? FileSizeLimit { get; set; }

    [Input(Description = "Extensions of files that are taken, such as .pdf; others get 415. All when empty.", Category = "Upload", UIHint = "multitext")]
    public Input<ICollection<string>>? AllowedFileExtensions { get; set; }

    [Input(Description = "Extensions of files that are not taken; they get 415.", Category = "Upload", UIHint = "multitext")]
    public Input<ICollection<string>>? BlockedFileExtensions { get; set; }

    [Input(Description = "MIME types of files that are taken; others get 415. All when empty.", Category = "Upload", UIHint = "multitext")]
    public Input<ICollection<string>>? AllowedMimeTypes { get; set; }

    [Input(Description = "Whether a body that is too large is an outcome of this activity instead of a 413.", Category = "Upload")]
    public bool ExposeRequestTooLargeOutcome { get; set; }

    [Input(Description = "Whether a file that is too large is an outcome of this activity instead of a 413.", Category = "Upload")]
    public bool ExposeFileTooLargeOutcome { get; set; }

    [Input(Description = "Whether a file with the wrong extension is an outcome of this activity instead of a 415.", Category = "Upload")]
    public bool ExposeInvalidFileExtensionOutcome { get; set; }

    [Input(Description = "Whether a file with the wrong MIME type is an outcome of this activity instead of a 415.", Category = "Upload")]
    public bool ExposeInvalidFileMimeTypeOutcome { get; set; }

    [Output(Description = "The body: an object for JSON, a dictionary for a form, else text.")]
    public Output<object>? ParsedContent { get; set; }

    [Output(Description = "Files of a form: name, fileName, contentType, length, content.", TypeName = "FormFile[]")]
    public Output<object>? Files { get; set; }

    [Output(Description = "The first file of a form.", TypeName = "FormFile")]
    public Output<object>? File { get; set; }

    [Output(Description = "Values of the path's parameters.")]
    public Output<IDictionary<string, object?>>? RouteData { get; set; }

    [Output(Description = "Values of the query string.")]
    public Output<IDictionary<string, object?>>? QueryStringData { get; set; }

    [Output(Description = "Headers, without credentials.")]
    public Output<IDictionary<string, object?>>? Headers { get; set; }

    protected override IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) =>
        Payloads(context.Get(Path), context.Get(SupportedMethods)).Select(payload => payload with
        {
            Authorize = context.Get(Authorize),
            Policy = context.Get(Policy),
            RequestTimeout = context.Get(RequestTimeout),
            RequestSizeLimit = context.Get(RequestSizeLimit),
            FileSizeLimit = context.Get(FileSizeLimit),
            AllowedFileExtensions = [.. context.Get(AllowedFileExtensions) ?? []],
            BlockedFileExtensions = [.. context.Get(BlockedFileExtensions) ?? []],
            AllowedMimeTypes = [.. context.Get(AllowedMimeTypes) ?? []],
            ExposedOutcomes = [.. ExposedOutcomes],
        });

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow && context.StimulusInput.Count > 0)
        {
            await ReceiveAsync(context);
            return;
        }

        var payloads = Payloads(context.Get(Path), SupportedMethods.GetOrDefault(context)).Select(payload => payload with
        {
            Authorize = Authorize.GetOrDefault(context),
            Policy = Policy.GetOrDefault(context),
            RequestTimeout = RequestTimeout.GetOrDefault(context),
            RequestSizeLimit = RequestSizeLimit.GetOrDefault(context),
            FileSizeLimit = FileSizeLimit.GetOrDefault(context),
            AllowedFileExtensions = [.. AllowedFileExtensions.GetOrDefault(context) ?? []],
            BlockedFileExtensions = [.. BlockedFileExtensions.GetOrDefault(context) ?? []],
            AllowedMimeTypes = [.. AllowedMimeTypes.GetOrDefault(context) ?? []],
            ExposedOutcomes = [.. ExposedOutcomes],
        });
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

    private IEnumerable<string> ExposedOutcomes
    {
        get
        {
            if (ExposeRequestTooLargeOutcome)
                yield return HttpEndpointOutcomes.RequestTooLarge;
            if (ExposeFileTooLargeOutcome)
                yield return HttpEndpointOutcomes.FileTooLarge;
            if (ExposeInvalidFileExtensionOutcome)
                yield return HttpEndpointOutcomes.InvalidFileExtension;
            if (ExposeInvalidFileMimeTypeOutcome)
                yield return HttpEndpointOutcomes.InvalidFileMimeType;
        }
    }

    private static IEnumerable<HttpEndpointPayload> Payloads(string? path, ICollection<string>? methods)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new WorkflowFaultException("HttpEndpoint has no path: give it one, such as orders/{id}.", "http.no-path");
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
        return accepted.Select(method => method.Trim().ToLowerInvariant()).Distinct().Select(method => new HttpEndpointPayload(template, method, Authorize: false, RequestSizeLimit: null));
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
        var files = input.GetOrNull(HttpStimulusInput.Files) as List<object?>;
        Files.Set(context, files);
        File.Set(context, files?.FirstOrDefault());
        RouteData.Set(context, (IDictionary<string, object?>?)input.GetOrNull(HttpStimulusInput.RouteData));
        QueryStringData.Set(context, (IDictionary<string, object?>?)input.GetOrNull(HttpStimulusInput.QueryStringData));
        Headers.Set(context, (IDictionary<string, object?>?)input.GetOrNull(HttpStimulusInput.Headers));
        if (input.GetOrNull(HttpStimulusInput.Outcome) is string outcome)
            await context.CompleteActivityWithOutcomesAsync(outcome);
        else
            await context.CompleteActivityAsync();
    }
}
