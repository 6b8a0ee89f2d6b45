namespace Orchestrator.Runtime.Api;

/// <summary>What a trigger <see cref="VcdApiRequest"/> listens for.</summary>
public sealed record VcdApiRoutePayload
{
    /// <summary>Template such as <c>/api/org/{org}/shop/{item}</c>.</summary>
    public required string UrlPattern { get; init; }

    /// <summary>Upper case; empty: all.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Names or urns of rights, all of which the caller must have.</summary>
    public IReadOnlyList<string> Rights { get; init; } = [];
}
