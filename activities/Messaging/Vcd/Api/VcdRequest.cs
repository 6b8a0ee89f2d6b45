using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.Messaging.Vcd.Api;

/// <summary>A request of vCD's API extension before its organisation is looked up.</summary>
internal sealed record VcdRequest
{
    /// <summary>vCD's id of the request; the same when it is delivered again.</summary>
    public required string Id { get; init; }

    public required string Method { get; init; }

    /// <summary>Decoded, without query.</summary>
    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>Case-insensitive, without credentials.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Urn of the caller, from the security context.</summary>
    public required string User { get; init; }

    /// <summary>Urn of the caller's organisation, from the security context: vCD has checked it, the path is only what the caller typed.</summary>
    public required string Organisation { get; init; }

    /// <summary>Urns of the caller's rights, from the security context.</summary>
    public IReadOnlyList<string> Rights { get; init; } = [];

    public required ApiReplyTo ReplyTo { get; init; }
}
