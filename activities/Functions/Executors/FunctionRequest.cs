namespace Orchestrator.Activities.Functions.Executors;

/// <summary>The handler's first argument.</summary>
public sealed record FunctionRequest
{
    /// <summary>Upper case.</summary>
    public required string Method { get; init; }

    public required string Path { get; init; }

    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A plain value if the body is JSON, else its text; null when it is empty.</summary>
    public object? Body { get; init; }
}
