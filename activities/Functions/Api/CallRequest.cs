namespace Orchestrator.Activities.Functions.Api;

/// <summary>The part of a request to the tenant API that a function sees.</summary>
public sealed record CallRequest
{
    public string Method { get; init; } = "POST";

    public string Path { get; init; } = "";

    public Dictionary<string, string> Query { get; init; } = [];

    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>As text.</summary>
    public string Body { get; init; } = "";
}
