using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Orchestrator.Benchmarks.Engine;

/// <summary>The server in a process of its own, over data that were made before.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "../../../../../engine/Server/bin/Release/net10.0/orchestrator");

    private readonly Process _process;

    private ServerProcess(Process process, HttpClient client) => (_process, Client) = (process, client);

    /// <summary>Signed in as administrator.</summary>
    public HttpClient Client { get; }

    /// <summary>Time from the start of the process to the first 200 of <c>/health/ready</c>.</summary>
    public TimeSpan StartTime { get; private init; }

    public static async Task<ServerProcess> StartAsync(string data, string? postgres, CancellationToken cancellationToken)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var client = new HttpClient { BaseAddress = url };
        string[] arguments = ["serve", "--data", data, "--urls", url.GetLeftPart(UriPartial.Authority), "--snmp", "off", "--docker", "none", "--no-lab", "--log-level", "Error"];
        var start = new ProcessStartInfo(s_program, postgres is null ? arguments : [.. arguments, "--db", postgres]) { RedirectStandardOutput = true };
        var since = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await IsReadyAsync(client, cancellationToken))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The server ended with code {process.ExitCode} at its start.");
            await tick.WaitForNextTickAsync(cancellationToken);
        }

        var took = Stopwatch.GetElapsedTime(since);
        var credentials = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data, "initial-credentials.json"), cancellationToken))!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", credentials["apiKey"]!.GetValue<string>());
        return new ServerProcess(process, client) { StartTime = took };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
