namespace Orchestrator.Server.Auth;

/// <summary>What became of a sign-in.</summary>
/// <param name="Identity">Null: refused.</param>
/// <param name="RetryAfter">Set when there were too many failures: how long the door stays closed.</param>
internal sealed record SignInResult(Identity? Identity, string? Token, DateTimeOffset ExpiresAt, TimeSpan? RetryAfter);
