using System.Text.Json.Nodes;

namespace Orchestrator.Tests.E2E;

/// <summary>The real server in a process of its own, with a data folder and ports that stay over restarts.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly string[] _arguments;
    private ChildProcess? _process;
    private Api? _api;

    private ServerProcess(string[] arguments)
    {
        _arguments =
        [
            "serve", "--data", Data, "--urls", Url.GetLeftPart(UriPartial.Authority), "--snmp", $"127.0.0.1:{SnmpPort}", .. arguments,
            .. arguments.Contains("--docker") ? (string[])[] : ["--docker", "none"],
        ];
    }

    public string Data { get; } = Directory.CreateTempSubdirectory("orchestrator-e2e-").FullName;

    public Uri Url { get; } = new($"http://127.0.0.1:{TestParts.FreeTcpPort()}");

    public int SnmpPort { get; } = TestParts.FreeUdpPort();

    /// <summary>The provider administrator's.</summary>
    public Api Api => _api!;

    public JsonNode Credentials => JsonNode.Parse(File.ReadAllText(Path.Combine(Data, "initial-credentials.json")))!;

    public string Output => _process?.Output ?? "";

    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        var server = new ServerProcess(arguments);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it (again) with the same data and ports.</summary>
    public async Task StartAsync()
    {
        var process = _process = new ChildProcess(TestParts.Server, _arguments);
        using var anonymous = new Api(Url);
        await WaitFor.AsyncOf("the server to be ready", () => anonymous.GetAsync("/health/ready"), a => a.Status == 200 || process.HasExited, () => Output);
        Assert.False(process.HasExited, $"The server ended at its start: {Output}");
        _api ??= new Api(Url, (string)Credentials["apiKey"]!);
    }

    public async Task KillAsync()
    {
        await _process!.DisposeAsync();
    }

    /// <summary>Waits until all instances of a definition have ended well.</summary>
    public Task<Answer> WaitForInstancesAsync(string definitionId, int count, TimeSpan? timeout = null) => WaitFor.AsyncOf(
        $"{count} finished instances of {definitionId}",
        () => Api.GetAsync($"/api/v1/instances?definitionId={definitionId}&pageSize=100"),
        a => a.Status == 200 && a.Json["items"]!.AsArray().Count(i => (string)i!["subStatus"]! == "Finished") >= count,
        () => Output,
        timeout);

    /// <summary>Sends the trap of a vROps alert by net-snmp.</summary>
    public Task SendAlertAsync(string definition, string description, Guid alert) => ChildProcess.RunAsync(
        "snmptrap", "-v", "2c", "-c", "public", $"127.0.0.1:{SnmpPort}", "", "1.3.6.1.4.1.6876.4.50.1.0.46",
        "1.3.6.1.4.1.6876.4.50.1.2.2.0", "s", "autoscale shop",
        "1.3.6.1.4.1.6876.4.50.1.2.8.0", "s", alert.ToString(),
        "1.3.6.1.4.1.6876.4.50.1.2.17.0", "s", definition,
        "1.3.6.1.4.1.6876.4.50.1.2.18.0", "s", description);

    public async ValueTask DisposeAsync()
    {
        _api?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }
}
