namespace Orchestrator.Server.Auth;

/// <summary>The cookie that holds a session token for browsers: not readable by scripts, never sent from other sites.</summary>
internal static class SessionCookie
{
    public const string Name = "orchestrator-session";

    public static void Set(HttpContext context, string token, DateTimeOffset expires) => context.Response.Cookies.Append(Name, token, Options(context, expires));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, expires: null));

    private static CookieOptions Options(HttpContext context, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}
