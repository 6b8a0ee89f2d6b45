using Orchestrator.Server.Studio;

namespace Orchestrator.Server.ConsolePages;

/// <summary>Headers that keep browsers from guessing, framing and loading foreign code.</summary>
internal static class SecurityHeaders
{
    // Angular and Clarity set style attributes; scripts come from files only.
    private const string ConsolePolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    // The API reference boots from an inline script and draws with inline styles; it still may talk to this server only.
    private const string DocsPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

    // Elsa Studio is WebAssembly with components that emit inline scripts and styles; its code editor works in blob workers.
    private const string StudioPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "SAMEORIGIN";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = PolicyOf(context.Request.Path);
        return next(context);
    });

    private static string PolicyOf(PathString path) =>
        path.StartsWithSegments("/docs", StringComparison.OrdinalIgnoreCase) ? DocsPolicy
        : path.StartsWithSegments(StudioExtensions.BasePath, StringComparison.OrdinalIgnoreCase) ? StudioPolicy
        : ConsolePolicy;
}
