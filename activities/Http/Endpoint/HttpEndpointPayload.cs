namespace Orchestrator.Activities.Http;

/// <summary>What a trigger or bookmark of <see cref="HttpEndpoint"/> listens for.</summary>
/// <param name="Path">Without slashes at the ends; parameters as <c>{name}</c>.</param>
/// <param name="Method">Lower case.</param>
/// <param name="Authorize">The caller must be signed in.</param>
/// <param name="RequestSizeLimit">Largest body in bytes; null: the server's own limit.</param>
public sealed record HttpEndpointPayload(string Path, string Method, bool Authorize, long? RequestSizeLimit)
{
    /// <summary>Role that the caller must have besides; null: any.</summary>
    public string? Policy { get; init; }

    /// <summary>How long the caller waits; null: as long as it wants.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>Largest file in bytes; null: any.</summary>
    public long? FileSizeLimit { get; init; }

    /// <summary>Extensions of files that are taken, with their dots; empty: all.</summary>
    public IReadOnlyList<string> AllowedFileExtensions { get; init; } = [];

    /// <summary>Extensions of files that are not taken.</summary>
    public IReadOnlyList<string> BlockedFileExtensions { get; init; } = [];

    /// <summary>MIME types of files that are taken; empty: all.</summary>
    public IReadOnlyList<string> AllowedMimeTypes { get; init; } = [];

    /// <summary>Violations that the workflow handles by an outcome, instead of the server by a status code.</summary>
    public IReadOnlyList<string> ExposedOutcomes { get; init; } = [];
}
