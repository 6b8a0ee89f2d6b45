namespace Orchestrator.Runtime.Api;

/// <summary>A request before its tenant is known to be right.</summary>
public sealed record IncomingApiRequest
{
    public required string Id { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public byte[] Body { get; init; } = [];

    public required ApiCaller Caller { get; init; }

    public required ApiReplyTo ReplyTo { get; init; }

    /// <summary>De-duplicates redelivered requests; null: none.</summary>
    public string? IdempotencyKey { get; init; }
}
