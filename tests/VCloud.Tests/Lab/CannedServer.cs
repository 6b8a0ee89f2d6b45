using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Tests.VCloud.Lab;

/// <summary>Answers requests with samples, so that the clients read what the products send.</summary>
internal sealed class CannedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<string> _asked = [];

    private CannedServer(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    /// <summary>What was asked for, with the header Accept.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    /// <param name="samples">Beginnings of paths with the name of the sample, or the text, that answers them; the longest counts.</param>
    public static async Task<CannedServer> StartAsync(params (string Path, string Answer)[] samples)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new CannedServer(builder.Build());
        server._app.Run(async http =>
        {
            lock (server._asked)
                server._asked.Add($"{http.Request.Method} {http.Request.Path} {http.Request.Headers.Accept}");
            var answer = samples.Where(s => http.Request.Path.Value!.StartsWith(s.Path, StringComparison.Ordinal)).MaxBy(s => s.Path.Length).Answer;
            if (answer is null)
            {
                http.Response.StatusCode = 404;
                return;
            }

            http.Response.Headers["X-VMWARE-VCLOUD-ACCESS-TOKEN"] = "token";
            http.Response.ContentType = answer.EndsWith(".xml", StringComparison.Ordinal) ? "application/xml" : "application/json";
            await http.Response.WriteAsync(answer.Contains('{', StringComparison.Ordinal) ? answer : SampleFile.Text(answer));
        });
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
