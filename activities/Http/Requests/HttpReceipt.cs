namespace Orchestrator.Activities.Http;

/// <summary>What became of an outgoing request; kept as the receipt of the effect.</summary>
public sealed record HttpReceipt
{
    /// <summary>0 when there was no response.</summary>
    public int StatusCode { get; init; }

    /// <summary><c>connect</c> or <c>timeout</c>; null with a response.</summary>
    public string? Failure { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Body as text.</summary>
    public string? Body { get; init; }

    public Dictionary<string, object?> Headers { get; init; } = [];
}
