using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Orchestrator.Server.ElsaApi.Realtime;
using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Auth;

/// <summary>Reads <c>Authorization: ApiKey …</c>, <c>Authorization: Bearer …</c> or the session cookie, in this order; refusals are problem details.</summary>
internal sealed class CredentialHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IdentityStore store, SessionService sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (After(header, "ApiKey ") is { } key)
            return Result(await FindByKeyAsync(key), AuthScheme.ByApiKey, "The API key is unknown.");
        if (After(header, "Bearer ") is { } token)
            return Result(await sessions.FindAsync(token, Context.RequestAborted), AuthScheme.ByToken, "The token is unknown or has expired.");
        if (header.Length > 0)
            return AuthenticateResult.Fail("The Authorization header is neither 'ApiKey <key>' nor 'Bearer <token>'.");
        // A browser cannot give a web socket a header; SignalR's clients send the token in the query instead.
        if (Request.Path.StartsWithSegments(WorkflowInstanceHub.Path) && Request.Query["access_token"].ToString() is { Length: > 0 } query)
            return Result(await sessions.FindAsync(query, Context.RequestAborted), AuthScheme.ByToken, "The token is unknown or has expired.");
        if (Request.Cookies[SessionCookie.Name] is { Length: > 0 } cookie)
            return Result(await sessions.FindAsync(cookie, Context.RequestAborted), AuthScheme.ByCookie, "The session has expired: sign in again.");
        return AuthenticateResult.NoResult();
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
        Response.Headers.WWWAuthenticate = "ApiKey realm=\"orchestrator\", Bearer realm=\"orchestrator\"";
        await Problem.WriteAsync(
            Context, StatusCodes.Status401Unauthorized, "Not signed in", failure ?? "Send 'Authorization: ApiKey <key>' or 'Authorization: Bearer <token>', or sign in.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problem.WriteAsync(
        Context, StatusCodes.Status403Forbidden, "Not allowed", $"'{Context.User.Identity?.Name}' has no right to this; it takes an administrator.");

    private static string? After(string header, string prefix) =>
        header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? header[prefix.Length..].Trim() : null;

    private async ValueTask<Identity?> FindByKeyAsync(string key) =>
        await store.FindApiKeyAsync(key, Context.RequestAborted) is { } found ? new Identity($"key:{found.Name}", found.Role, found.Tenant) : null;

    private AuthenticateResult Result(Identity? identity, string by, string failure) => identity is null
        ? AuthenticateResult.Fail(failure)
        : AuthenticateResult.Success(new AuthenticationTicket(identity.ToPrincipal(by), Scheme.Name));
}
