namespace Orchestrator.Activities.Http;

/// <summary>A response as the workflow wrote it.</summary>
public sealed record HttpResponseContent
{
    public required int StatusCode { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public byte[] Body { get; init; } = [];
}
