namespace Orchestrator.Lab.Bus;

/// <summary>A request of a user that an extension answers.</summary>
internal sealed record ExtensionRequest
{
    public required string Id { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>Without the question mark; null when there is none.</summary>
    public required string? Query { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    public required string User { get; init; }

    public required string Org { get; init; }

    public required IReadOnlyList<string> Rights { get; init; }

    /// <summary>The caller's session token.</summary>
    public required string Token { get; init; }

    public required string BaseUrl { get; init; }
}
