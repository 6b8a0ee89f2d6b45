namespace Orchestrator.Server.Rest.Session;

/// <summary>Who is signed in.</summary>
/// <param name="Role"><c>administrator</c> or <c>tenant</c>.</param>
/// <param name="Tenant">Name of the tenant; null for an administrator.</param>
/// <param name="Token">For <c>Authorization: Bearer</c>; only in the answer to a sign-in.</param>
internal sealed record SessionAnswer(string User, string Role, string? Tenant, string? Token = null, DateTimeOffset? ExpiresAt = null);
