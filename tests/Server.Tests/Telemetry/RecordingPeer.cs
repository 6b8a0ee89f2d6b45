using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Tests.Server.Telemetry;

/// <summary>A server that takes every request, as a collector or as somebody whom a workflow calls, and keeps what came.</summary>
internal sealed class RecordingPeer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RecordingPeer(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public ConcurrentQueue<(string Path, string? TraceParent, string Body, string? Authorization)> Requests { get; } = new();

    public static async Task<RecordingPeer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var peer = new RecordingPeer(app);
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            peer.Requests.Enqueue((context.Request.Path, context.Request.Headers.TraceParent, Encoding.UTF8.GetString(body.ToArray()), context.Request.Headers.Authorization));
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        await app.StartAsync();
        return peer;
    }

    /// <summary>What came at a path, in one text; names in protobuf are plain UTF-8.</summary>
    public string All(string path) => string.Concat(Requests.Where(request => request.Path == path).Select(request => request.Body));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
