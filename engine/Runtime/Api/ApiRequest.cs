namespace Orchestrator.Runtime.Api;

/// <summary>
/// A request to the tenant API (<c>/api/org/{org}/…</c>), whichever door it came through: our own HTTP server, or vCD's API extension over AMQP.
/// </summary>
public sealed record ApiRequest
{
    /// <summary>Unique; the reply carries it.</summary>
    public required string Id { get; init; }

    /// <summary>Upper case.</summary>
    public required string Method { get; init; }

    /// <summary>Path without query, decoded, beginning with a slash.</summary>
    public required string Path { get; init; }

    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Case-insensitive. Credentials are taken out.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public byte[] Body { get; init; } = [];

    /// <summary>Values of the route's parameters, such as <c>org</c>; set by the dispatcher.</summary>
    public IReadOnlyDictionary<string, string> RouteValues { get; init; } = new Dictionary<string, string>();

    /// <summary>The organisation that the request acts on: the one of the path, after the caller's right to it was checked.</summary>
    public required Tenant Tenant { get; init; }

    public required ApiCaller Caller { get; init; }

    /// <summary>Where the reply goes.</summary>
    public required ApiReplyTo ReplyTo { get; init; }

    /// <summary>Body as text (UTF-8).</summary>
    public string BodyText => System.Text.Encoding.UTF8.GetString(Body);
}
