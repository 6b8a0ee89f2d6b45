namespace Orchestrator.Activities.Http;

/// <summary>A response as the workflow wrote it.</summary>
public sealed record HttpResponseContent
{
    public required int StatusCode { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Makes the body a file that is saved under this name.</summary>
    public string? FileName { get; init; }

    /// <summary>Without quotes.</summary>
    public string? EntityTag { get; init; }

    /// <summary>Whether parts may be asked for.</summary>
    public bool AllowsRanges { get; init; }

    public byte[] Body { get; init; } = [];
}
