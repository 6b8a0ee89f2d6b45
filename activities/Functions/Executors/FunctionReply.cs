namespace Orchestrator.Activities.Functions.Executors;

/// <summary>What came of a call.</summary>
public sealed record FunctionReply
{
    public required CallOutcome Outcome { get; init; }

    /// <summary>The handler's status, 200 to 599; 0 when it gave none.</summary>
    public int StatusCode { get; init; }

    /// <summary>The handler's headers, names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The handler's body as text.</summary>
    public string Body { get; init; } = "";

    /// <summary>The body is the Base64 form of bytes.</summary>
    public bool Base64 { get; init; }

    /// <summary>What the handler wrote to the console, at most 64 KiB.</summary>
    public IReadOnlyList<string> Logs { get; init; } = [];

    /// <summary>Time of the handler, in milliseconds.</summary>
    public double DurationMs { get; init; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public string? Error { get; init; }

    public static FunctionReply Failure(CallOutcome outcome, string error, double durationMs = 0, IReadOnlyList<string>? logs = null) =>
        new() { Outcome = outcome, Error = error, DurationMs = durationMs, Logs = logs ?? [] };
}
