namespace Orchestrator.Server.Auth;

/// <summary>A session as stored in the collection <c>sessions</c>; its id is the SHA-256 of the token.</summary>
public sealed record SessionDocument
{
    /// <summary>User name.</summary>
    public required string User { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
