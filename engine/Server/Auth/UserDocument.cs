namespace Orchestrator.Server.Auth;

/// <summary>A user as stored in the collection <c>users</c>; its id is the name in lower case.</summary>
public sealed record UserDocument
{
    public required string Name { get; init; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>Name of the tenant; empty for an administrator.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>PBKDF2 with HMAC-SHA512, salt and iteration count inside.</summary>
    public required string PasswordHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";
}
