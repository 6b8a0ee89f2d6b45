using System.Globalization;

namespace Orchestrator.Activities.Http;

/// <summary>What became of an outgoing request; kept as the receipt of the effect.</summary>
public sealed record HttpReceipt
{
    internal const string TimedOut = "timeout";

    internal const string NotConnected = "connect";

    /// <summary>0 when there was no response.</summary>
    public int StatusCode { get; init; }

    /// <summary><c>connect</c> or <c>timeout</c>; null with a response.</summary>
    public string? Failure { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Body as text.</summary>
    public string? Body { get; init; }

    /// <summary>Body as bytes, of a download.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>Whether the same request may succeed later: no response, or 408, 429, 5xx.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsTransient => Failure is not null || StatusCode is 408 or 429 or >= 500;

    public Dictionary<string, object?> Headers { get; init; } = [];

    /// <summary>Headers of the content, of a download; they are among <see cref="Headers"/>, too.</summary>
    public Dictionary<string, object?>? ContentHeaders { get; init; }

    /// <summary>The outcomes of a response: its code when it is expected, and Done. Codes that are null: 200 is expected.</summary>
    internal string[] OutcomesFor(ICollection<int>? expected) => (expected ?? [200]) switch
    {
        { Count: 0 } => ["Done"],
        var codes => [codes.Contains(StatusCode) ? StatusCode.ToString(CultureInfo.InvariantCulture) : "Unmatched status code", "Done"],
    };
}
