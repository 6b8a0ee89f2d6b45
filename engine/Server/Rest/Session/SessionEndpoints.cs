using System.Globalization;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Rest.Session;

internal static class SessionEndpoints
{
    public static void MapSession(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/session").WithTags("Session");
        group.MapPost("", SignInAsync).AllowAnonymous()
            .WithSummary("Sign in").WithDescription("Gives a token for `Authorization: Bearer` and sets the session cookie. Lasts 12 hours.")
            .Produces<SessionAnswer>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(429);
        group.MapGet("", WhoAmI)
            .WithSummary("Who am I").Produces<SessionAnswer>().ProducesProblem(401);
        group.MapDelete("", SignOutAsync).AllowAnonymous()
            .WithSummary("Sign out").Produces(204);
    }

    private static async Task<IResult> SignInAsync(SignInRequest request, SessionService sessions, HttpContext context, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var user = faults.Required("user", request.User);
        if (string.IsNullOrEmpty(request.Password))
            faults.Add("password", "Is required.");
        else if (request.Password.Length > 1000)
            faults.Add("password", "Has more than 1000 characters.");
        if (faults.Any)
            return faults.ToProblem();

        var result = await sessions.SignInAsync(user, request.Password!, context.Connection.RemoteIpAddress?.ToString() ?? "", cancellationToken);
        if (result.RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return Problem.Of(StatusCodes.Status429TooManyRequests, "Too many failed sign-ins", $"Try again in {seconds} seconds.");
        }

        if (result.Identity is not { } identity)
            return Problem.Of(StatusCodes.Status401Unauthorized, "Sign-in refused", "User or password is wrong.");
        SessionCookie.Set(context, result.Token!, result.ExpiresAt);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new SessionAnswer(identity.Name, identity.Role, identity.Tenant.Length == 0 ? null : identity.Tenant, result.Token, result.ExpiresAt));
    }

    private static IResult WhoAmI(HttpContext context)
    {
        var caller = context.Caller();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new SessionAnswer(caller.User, caller.IsProvider ? Roles.Administrator : Roles.Tenant, caller.IsProvider ? null : caller.TenantName));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SessionService sessions, CancellationToken cancellationToken)
    {
        const string Bearer = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            await sessions.SignOutAsync(header[Bearer.Length..].Trim(), cancellationToken);
        if (context.Request.Cookies[SessionCookie.Name] is { Length: > 0 } cookie)
        {
            await sessions.SignOutAsync(cookie, cancellationToken);
            SessionCookie.Delete(context);
        }

        return Results.NoContent();
    }
}
