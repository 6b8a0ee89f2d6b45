namespace Orchestrator.Server.Rest.Users;

/// <param name="Key">The key itself: shown once, when it was made.</param>
internal sealed record ApiKeyAnswer(string Id, string Name, string Role, string? Tenant, DateTimeOffset CreatedAt, string CreatedBy, string? Key = null);
