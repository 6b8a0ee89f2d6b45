namespace Orchestrator.Server.HttpWorkflows;

/// <summary>What came with a request.</summary>
internal sealed record RequestContent
{
    /// <summary>JSON as plain values with the property names as they came, a form as a dictionary, bytes, else text.</summary>
    public object? Parsed { get; init; }

    public List<object?> Files { get; init; } = [];

    /// <summary>The limit that the request breaks, by the outcome of the endpoint for it; null: none.</summary>
    public string? Violation { get; init; }

    /// <summary>The answer for a request that is refused.</summary>
    public IResult? Refusal { get; init; }
}
