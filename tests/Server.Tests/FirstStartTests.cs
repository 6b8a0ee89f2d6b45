using System.Net;
using System.Net.Http.Json;
using Orchestrator.Server.Hosting;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class FirstStartTests : IDisposable
{
    private readonly string _folder = TestServer.NewFolder();

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_first_start_keeps_its_secrets_to_the_owner()
    {
        await using var server = await TestServer.StartAsync(_folder);

        Assert.True(server.Server.FirstStart.Created);
        Assert.Equal(server.Server.Url, server.Server.FirstStart.Credentials!.Url);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
        foreach (var file in (string[])["initial-credentials.json", "orchestrator.db"])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, file)));
    }

    [Fact]
    public async Task Secrets_are_not_in_the_database_in_plain_text()
    {
        var first = await StartAndStopAsync();

        foreach (var file in Directory.GetFiles(_folder, "orchestrator.db*"))
        {
            var content = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain(first.AdminPassword, content, StringComparison.Ordinal);
            Assert.DoesNotContain(first.ApiKey, content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Later_starts_change_nothing_and_sessions_go_on()
    {
        string token;
        string apiKey;
        await using (var server = await TestServer.StartAsync(_folder))
        {
            var credentials = server.Server.FirstStart.Credentials!;
            apiKey = credentials.ApiKey;
            using var client = server.Client();
            var session = await client.PostAsJsonAsync("/api/v1/session", new { user = credentials.AdminUser, password = credentials.AdminPassword });
            token = (await session.JsonAsync())["token"]!.GetValue<string>();
        }

        await using var again = await TestServer.StartAsync(_folder);
        using var bearer = again.Client("Bearer", token);

        Assert.False(again.Server.FirstStart.Created);
        Assert.Equal(apiKey, again.Server.FirstStart.Credentials!.ApiKey);
        Assert.Equal(HttpStatusCode.OK, (await bearer.GetAsync("/api/v1/session")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await again.Admin.GetAsync("/api/v1/users")).StatusCode);
    }

    [Fact]
    public async Task A_new_database_beside_an_old_file_takes_the_secrets_of_the_file()
    {
        var first = await StartAndStopAsync();
        foreach (var file in Directory.GetFiles(_folder, "orchestrator.db*"))
            File.Delete(file);

        await using var server = await TestServer.StartAsync(_folder);

        Assert.Equal(first.ApiKey, server.Server.FirstStart.Credentials!.ApiKey);
        Assert.Equal(HttpStatusCode.OK, (await server.Admin.GetAsync("/api/v1/users")).StatusCode);
    }

    [Fact]
    public async Task A_file_that_was_removed_is_not_written_again()
    {
        var first = await StartAndStopAsync();
        File.Delete(Path.Combine(_folder, "initial-credentials.json"));

        await using var server = await TestServer.StartAsync(_folder);
        using var client = server.Client("ApiKey", first.ApiKey);

        Assert.Null(server.Server.FirstStart.Credentials);
        Assert.False(File.Exists(Path.Combine(_folder, "initial-credentials.json")));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/users")).StatusCode);
    }

    [Fact]
    public async Task A_damaged_file_stops_the_start_with_a_sentence()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "initial-credentials.json"), "{ not json");

        var refused = await Assert.ThrowsAsync<StartupException>(() => TestServer.StartAsync(_folder));

        Assert.Contains("initial-credentials.json", refused.Message, StringComparison.Ordinal);
    }

    private async Task<Orchestrator.Server.FirstStart.InitialCredentials> StartAndStopAsync()
    {
        await using var server = await TestServer.StartAsync(_folder);
        return server.Server.FirstStart.Credentials!;
    }
}
