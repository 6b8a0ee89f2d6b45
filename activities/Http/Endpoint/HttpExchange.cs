namespace Orchestrator.Activities.Http;

/// <summary>A request of this process that waits for its response. The response is kept here and sent after the burst that wrote it is committed.</summary>
public sealed class HttpExchange : IDisposable
{
    private readonly HttpExchanges _owner;
    private volatile HttpResponseContent? _response;

    internal HttpExchange(HttpExchanges owner, string id)
    {
        _owner = owner;
        Id = id;
    }

    public string Id { get; }

    /// <summary>The download that the request names by its header <c>X-Download-Id</c>; null: none.</summary>
    public string? DownloadId { get; init; }

    /// <summary>Whether the request asks for a part (<c>Range</c>, RFC 9110, section 14).</summary>
    public bool AsksForPart { get; init; }

    /// <summary>The exchange of the present burst; a fault when no request is in progress.</summary>
    internal static HttpExchange Of(Workflows.ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.TransientProperties.TryGetValue(typeof(HttpExchange), out var value) && value is HttpExchange exchange
            ? exchange
            : throw new Workflows.WorkflowFaultException(
                "No HTTP request is in progress: a response can only be written in the burst that an HttpEndpoint began, before any wait.", "http.no-request");

    /// <summary>What the workflow wrote last; null when it has written nothing.</summary>
    public HttpResponseContent? Response
    {
        get => _response;
        set => _response = value;
    }

    /// <summary>Ends the exchange: whoever writes from now on finds no request in progress.</summary>
    public void Dispose() => _owner.Remove(this);
}
