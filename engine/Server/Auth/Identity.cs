namespace Orchestrator.Server.Auth;

/// <summary>Who has proved to be whom.</summary>
/// <param name="Name">User name, or <c>key:{name}</c> for an API key.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Tenant">Empty for an administrator.</param>
internal sealed record Identity(string Name, string Role, string Tenant);
