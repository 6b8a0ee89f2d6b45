using System.Net.Http.Headers;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Tests.Conformance.Running;

/// <summary>The real server, with SQLite in a folder of its own and the lab, in one of the modes of flowcharts.</summary>
public abstract class CaseServer(bool counts) : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"orchestrator-conformance-{Path.GetRandomFileName()}");
    private OrchestratorServer? _server;

    /// <summary><c>token</c> or <c>counter</c>.</summary>
    public string Mode => counts ? "counter" : "token";

    public OrchestratorServer Server => _server!;

    /// <summary>Not signed in.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    /// <summary>Signed in as the administrator.</summary>
    public HttpClient Admin { get; private set; } = null!;

    /// <summary>Speaks to the lab; see <c>/lab</c> there.</summary>
    public HttpClient Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await OrchestratorServer.StartAsync(
            new ServerOptions
            {
                DataFolder = _folder,
                Urls = "http://127.0.0.1:0",
                Snmp = null,
                Docker = "none",
                Lab = true,
                CountsFlowcharts = counts,
                LogLevel = Microsoft.Extensions.Logging.LogLevel.Critical,
            },
            TestContext.Current.CancellationToken);
        Anonymous = Client(_server.Url);
        Admin = Client(_server.Url);
        Admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", _server.FirstStart.Credentials!.ApiKey);
        Lab = Client((await File.ReadAllTextAsync(Path.Combine(_folder, "lab.url"))).Trim());
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Lab.Dispose();
        Admin.Dispose();
        Anonymous.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static HttpClient Client(string url) => new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(url), Timeout = TimeSpan.FromMinutes(5) };
}
