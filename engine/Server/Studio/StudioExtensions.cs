using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Studio;

/// <summary>Serves Elsa Studio under <c>/studio</c>: its files, and one page for the editor, the viewer and the two lists.</summary>
internal static partial class StudioExtensions
{
    public const string BasePath = "/studio";

    /// <summary>Files; before routing, so that they need no credentials. What they show comes from the API, which asks for the session.</summary>
    public static IApplicationBuilder UseStudio(this IApplicationBuilder app, ServerOptions options)
    {
        if (StudioFolder.Find(options.ConsoleFolder, AppContext.BaseDirectory) is not { } folder)
            return app;
        var files = new PhysicalFileProvider(folder);
        var types = new FileExtensionContentTypeProvider
        {
            Mappings = { [".wasm"] = "application/wasm", [".dat"] = "application/octet-stream", [".js"] = "text/javascript", [".woff2"] = "font/woff2", [".json"] = "application/json" },
        };
        var precompressed = new PrecompressedFiles(files, types);
        return app.Map(BasePath, studio => studio
            .Use((context, next) =>
            {
                Choose(context, precompressed);
                return next(context);
            })
            .UseStaticFiles(new StaticFileOptions
            {
                FileProvider = files,
                ContentTypeProvider = types,
                ServeUnknownFileTypes = true,
                OnPrepareResponse = context => Describe(context, precompressed),
            })
            .Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }));
    }

    /// <summary>A path without an extension is a view of the page; another may have a compressed sibling.</summary>
    private static void Choose(HttpContext context, PrecompressedFiles files)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return;
        var path = request.Path.Value ?? "";
        if (!Path.HasExtension(path))
            path = "/" + StudioFolder.Page;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        var (chosen, encoding) = files.Choose(path, request.GetTypedHeaders().AcceptEncoding);
        request.Path = chosen;
        if (encoding is not null)
            context.Items[HeaderNames.ContentEncoding] = encoding;
    }

    private static void Describe(StaticFileResponseContext context, PrecompressedFiles files)
    {
        var headers = context.Context.Response.Headers;
        if (context.Context.Items[HeaderNames.ContentEncoding] is string encoding)
            headers.ContentEncoding = encoding;
        if (files.ContentTypeOf(context.File.Name) is { } type)
            context.Context.Response.ContentType = type;
        headers.CacheControl = Fingerprinted().IsMatch(context.File.Name) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    /// <summary>Names such as <c>Elsa.Studio.Core.ab12cd34ef.wasm</c> never change their content.</summary>
    [GeneratedRegex(@"\.[a-z0-9]{10}\.[a-z0-9]+(\.br|\.gz)?$")]
    private static partial Regex Fingerprinted();
}
