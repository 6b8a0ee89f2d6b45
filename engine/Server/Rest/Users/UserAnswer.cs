namespace Orchestrator.Server.Rest.Users;

/// <param name="Password">Shown once, when it was generated.</param>
internal sealed record UserAnswer(string Name, string Role, string? Tenant, DateTimeOffset CreatedAt, string CreatedBy, string? Password = null);
