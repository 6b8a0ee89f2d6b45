namespace Orchestrator.Server.FirstStart;

/// <summary>Content of <c>initial-credentials.json</c>: the only place where these secrets stand in plain text.</summary>
public sealed record InitialCredentials(string Url, string AdminUser, string AdminPassword, string ApiKey);
