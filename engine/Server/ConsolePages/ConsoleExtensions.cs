using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.ConsolePages;

/// <summary>Serves the console: files of the build, and its start page for every other address that is not an API.</summary>
internal static partial class ConsoleExtensions
{
    private static readonly string[] NotThePage = ["/api", "/elsa", "/health", "/openapi", "/docs", "/workflows"];

    /// <summary>Files; before routing, so that they need no credentials.</summary>
    public static IApplicationBuilder UseConsoleFiles(this IApplicationBuilder app, ServerOptions options)
    {
        if (ConsoleFolder.Find(options.ConsoleFolder, AppContext.BaseDirectory) is not { } folder)
            return app;
        var files = new PhysicalFileProvider(folder);
        return app
            .UseDefaultFiles(new DefaultFilesOptions { FileProvider = files })
            .UseStaticFiles(new StaticFileOptions
            {
                FileProvider = files,
                OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = HashedName().IsMatch(context.File.Name)
                    ? "public, max-age=31536000, immutable"
                    : "no-cache",
            });
    }

    /// <summary>The end of the pipeline: what nothing else has answered.</summary>
    public static void RunConsolePage(this IApplicationBuilder app, ServerOptions options)
    {
        var folder = ConsoleFolder.Find(options.ConsoleFolder, AppContext.BaseDirectory);
        app.Run(context =>
        {
            var request = context.Request;
            var isPage = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
                && !NotThePage.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
                && !Path.HasExtension(request.Path.Value);
            if (!isPage)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            context.Response.Headers.CacheControl = "no-cache";
            context.Response.ContentType = "text/html; charset=utf-8";
            return folder is null
                ? context.Response.WriteAsync(NotBuiltPage.Html, context.RequestAborted)
                : context.Response.SendFileAsync(Path.Combine(folder, "index.html"), context.RequestAborted);
        });
    }

    /// <summary>Names such as <c>main-5TQAY6TR.js</c> never change their content.</summary>
    [GeneratedRegex(@"[-.][A-Za-z0-9_]{8,}\.(js|css|woff2?|ttf|svg|png|ico|wasm)$")]
    private static partial Regex HashedName();
}
