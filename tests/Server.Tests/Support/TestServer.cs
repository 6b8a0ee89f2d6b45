using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Tests.Server.Support;

/// <summary>The real server on free ports with SQLite in a temporary folder and two tenants.</summary>
public sealed class TestServer : IAsyncDisposable
{
    public static readonly Tenant Pscoe = new("pscoe", "11111111-1111-4111-8111-111111111111", "PS CoE");
    public static readonly Tenant Acme = new("acme", "22222222-2222-4222-8222-222222222222", "Acme");
    private readonly bool _ownsFolder;

    private TestServer(OrchestratorServer server, string folder, bool ownsFolder)
    {
        Server = server;
        Folder = folder;
        _ownsFolder = ownsFolder;
        Admin = Client();
        if (server.FirstStart.Credentials is { } credentials)
            Admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", credentials.ApiKey);
    }

    public OrchestratorServer Server { get; }

    public string Folder { get; }

    /// <summary>Signed in with the initial API key.</summary>
    public HttpClient Admin { get; }

    public static ServerOptions Options(string folder) => new() { DataFolder = folder, Urls = "http://127.0.0.1:0", Snmp = null, LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning };

    public static string NewFolder() => Path.Combine(Path.GetTempPath(), $"orchestrator-{Path.GetRandomFileName()}");

    public static async Task<TestServer> StartAsync(
        string? folder = null, Func<ServerOptions, ServerOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var path = folder ?? NewFolder();
        var options = Options(path);
        var server = await OrchestratorServer.StartAsync(configure?.Invoke(options) ?? options, services ?? (_ => { }), TestContext.Current.CancellationToken);
        var tenants = server.Services.GetRequiredService<ITenantDirectory>();
        await tenants.SaveAsync(Pscoe, TestContext.Current.CancellationToken);
        await tenants.SaveAsync(Acme, TestContext.Current.CancellationToken);
        return new TestServer(server, path, folder is null);
    }

    /// <summary>Not signed in; keeps no cookies.</summary>
    public HttpClient Client() => new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(Server.Url) };

    public HttpClient Client(string scheme, string secret)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, secret);
        return client;
    }

    /// <summary>Signed in with a new API key of a tenant.</summary>
    public async Task<HttpClient> TenantClientAsync(string tenant)
    {
        var made = await Admin.PostAsJsonAsync("/api/v1/api-keys", new { name = $"test {tenant}", tenant });
        return Client("ApiKey", (await made.JsonAsync())["key"]!.GetValue<string>());
    }

    /// <summary>Publishes a definition made of activities in a flowchart, one after another.</summary>
    public async Task PublishAsync(string definitionId, params string[] activities)
    {
        var ids = activities.Select(activity => JsonNode.Parse(activity)!["id"]!.GetValue<string>()).ToArray();
        var connections = ids.Zip(ids.Skip(1), (from, to) => $$$"""{"source":{"activity":"{{{from}}}","port":"Done"},"target":{"activity":"{{{to}}}","port":"In"}}""");
        var json = $$$"""
            {"definitionId":"{{{definitionId}}}","name":"{{{definitionId}}}",
             "variables":[{"id":"Body","name":"Body","typeName":"Object"},{"id":"Route","name":"Route","typeName":"Object"},{"id":"Query","name":"Query","typeName":"Object"}],
             "root":{"id":"flow","type":"Elsa.Flowchart","version":1,"activities":[{{{string.Join(',', activities)}}}],"connections":[{{{string.Join(',', connections)}}}]}}
            """;
        var answer = await Admin.PostAsync("/api/v1/definitions?publish=true", Json(json));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await Server.DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }
}
