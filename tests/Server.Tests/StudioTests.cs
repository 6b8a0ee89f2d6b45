using System.Net;
using System.Net.Http.Headers;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

public sealed class StudioTests(StudioTests.Built built) : IClassFixture<StudioTests.Built>
{
    [Theory]
    [InlineData("/studio/editor?id=x", "text/html", "no-cache")]
    [InlineData("/studio/instance?id=x", "text/html", "no-cache")]
    [InlineData("/studio", "text/html", "no-cache")]
    [InlineData("/studio/_framework/Elsa.ab12cd34ef.wasm", "application/wasm", "public, max-age=31536000, immutable")]
    [InlineData("/studio/_framework/icudt.dat", "application/octet-stream", "no-cache")]
    [InlineData("/studio/host.js", "text/javascript", "no-cache")]
    public async Task Files_have_their_media_types_and_only_fingerprinted_ones_are_kept(string path, string mediaType, string caching)
    {
        using var client = built.Server.Client();

        var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(caching, answer.Headers.CacheControl?.ToString());
        Assert.Contains("'wasm-unsafe-eval'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br, gzip", "br", "brotli")]
    [InlineData("gzip", "gzip", "gzipped")]
    [InlineData("br;q=0, gzip", "gzip", "gzipped")]
    [InlineData("identity", null, "plain")]
    public async Task The_compressed_sibling_that_the_client_takes_is_sent(string accepted, string? encoding, string content)
    {
        using var client = built.Server.Client();
        var request = new HttpRequestMessage(HttpMethod.Get, "/studio/_framework/Elsa.ab12cd34ef.wasm");
        foreach (var value in accepted.Split(", "))
            request.Headers.AcceptEncoding.Add(StringWithQualityHeaderValue.Parse(value));

        var answer = await client.SendAsync(request);

        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(content, await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/wasm", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/studio/_framework/none.wasm")]
    [InlineData("/studio/../initial-credentials.json")]
    [InlineData("/studio/%2e%2e/initial-credentials.json")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var client = built.Server.Client();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    /// <summary>A server with what the build makes, in small.</summary>
    public sealed class Built : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public TestServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Write("console/index.html", "<title>Console</title>");
            Write("studio/host.html", "<title>Designer</title>");
            Write("studio/host.js", "'use strict'");
            Write("studio/_framework/icudt.dat", "data");
            Write("studio/_framework/Elsa.ab12cd34ef.wasm", "plain");
            Write("studio/_framework/Elsa.ab12cd34ef.wasm.br", "brotli");
            Write("studio/_framework/Elsa.ab12cd34ef.wasm.gz", "gzipped");
            Server = await TestServer.StartAsync(configure: options => options with { ConsoleFolder = Path.Combine(_folder.Path, "console") });
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            _folder.Dispose();
        }

        private void Write(string name, string text)
        {
            var path = Path.Combine(_folder.Path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }
}
