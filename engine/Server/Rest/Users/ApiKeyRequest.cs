namespace Orchestrator.Server.Rest.Users;

/// <param name="Name">What the key is for.</param>
/// <param name="Role"><c>administrator</c> or <c>tenant</c> (default).</param>
/// <param name="Tenant">Name of a known tenant; for role <c>tenant</c> only.</param>
internal sealed record ApiKeyRequest(string? Name, string? Role, string? Tenant);
