using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Auth;

/// <summary>
/// Refuses requests that change something, are authenticated by the cookie alone, and do not come from our own pages. A browser says so by
/// <c>Sec-Fetch-Site</c> or <c>Origin</c>; a client that sends neither adds any <c>X-Requested-With</c> header, which a foreign page cannot.
/// </summary>
internal static class CrossSiteGuard
{
    public static IApplicationBuilder UseCrossSiteGuard(this IApplicationBuilder app) => app.Use((context, next) => IsSafe(context)
        ? next(context)
        : Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "Cross-site request refused", "A request by session cookie must come from this server's own pages."));

    private static bool IsSafe(HttpContext context)
    {
        var request = context.Request;
        if (context.User.Identity?.AuthenticationType != AuthScheme.ByCookie || HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method))
        {
            return true;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site == "same-origin";
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
            return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && request.Host.HasValue && IsHost(uri, request.Host);
        return request.Headers.ContainsKey("X-Requested-With");
    }

    private static bool IsHost(Uri origin, HostString host) =>
        origin.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase) && origin.Port == (host.Port ?? (origin.Scheme == Uri.UriSchemeHttps ? 443 : 80));
}
