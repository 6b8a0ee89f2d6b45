namespace Orchestrator.Server.Auth;

/// <summary>An API key as stored in the collection <c>api-keys</c>; its id there is the SHA-256 of the key, the key itself is nowhere.</summary>
public sealed record ApiKeyDocument
{
    /// <summary>Public id, for lists and deletion.</summary>
    public required string KeyId { get; init; }

    public required string Name { get; init; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>Name of the tenant; empty for an administrator.</summary>
    public string Tenant { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";
}
