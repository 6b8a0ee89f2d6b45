namespace Orchestrator.Server.Rest.Users;

/// <param name="Role"><c>administrator</c> or <c>tenant</c> (default).</param>
/// <param name="Tenant">Name of a known tenant; for role <c>tenant</c> only.</param>
/// <param name="Password">At least 12 characters; generated and shown once when absent.</param>
internal sealed record UserRequest(string? Name, string? Role, string? Tenant, string? Password);
