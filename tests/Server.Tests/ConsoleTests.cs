using System.Net;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

public sealed class ConsoleTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("console-").FullName;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "index.html"), "<html>the console</html>");
        await File.WriteAllTextAsync(Path.Combine(_folder, "main-5TQAY6TR.js"), "1");
        await File.WriteAllTextAsync(Path.Combine(_folder, "favicon.ico"), "1");
        _server = await TestServer.StartAsync(configure: options => options with { ConsoleFolder = _folder });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/instances/123")]
    [InlineData("/sign-in?next=%2F")]
    public async Task Every_page_is_the_start_page(string path)
    {
        using var client = _server.Client();

        var answer = await client.GetAsync(path);

        Assert.Equal("<html>the console</html>", await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.CacheControl!.NoCache);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_whose_name_changes_with_their_content_are_kept_for_ever()
    {
        using var client = _server.Client();

        var hashed = await client.GetAsync("/main-5TQAY6TR.js");
        var plain = await client.GetAsync("/favicon.ico");

        Assert.Equal(TimeSpan.FromDays(365), hashed.Headers.CacheControl!.MaxAge);
        Assert.True(plain.Headers.CacheControl!.NoCache);
    }

    [Theory]
    [InlineData("/missing.js")]
    [InlineData("/api/v1/missing")]
    [InlineData("/health/missing")]
    [InlineData("/../../etc/passwd.txt")]
    public async Task What_is_no_page_is_not_found(string path)
    {
        using var client = _server.Client();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Without_a_build_a_plain_page_says_how_to_make_one()
    {
        var empty = Directory.CreateTempSubdirectory("no-console-");
        await using var server = await TestServer.StartAsync(configure: options => options with { ConsoleFolder = empty.FullName });
        using var client = server.Client();

        Assert.Contains("npm run build", await client.GetStringAsync("/"), StringComparison.Ordinal);
        empty.Delete();
    }
}
