namespace Orchestrator.Server.Rest.Session;

internal sealed record SignInRequest(string? User, string? Password);
