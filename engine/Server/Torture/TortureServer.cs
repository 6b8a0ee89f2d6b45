using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Torture;

/// <summary>The server in a process of its own, with data and ports that stay over its kills.</summary>
internal sealed class TortureServer(TortureOptions options) : IAsyncDisposable
{
    private readonly int _port = FreePort(ProtocolType.Tcp);
    private Process? _process;

    public Uri Url => new($"http://127.0.0.1:{_port}");

    public IPEndPoint Snmp { get; } = new(IPAddress.Loopback, FreePort(ProtocolType.Udp));

    public string LogFile { get; } = Path.Combine(options.Data!, "torture.log");

    /// <summary>How long the last start took until <c>/health/ready</c> said so.</summary>
    public TimeSpan StartTime { get; private set; }

    public async Task<string> ApiKeyAsync(CancellationToken cancellationToken)
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(options.Data!, "initial-credentials.json"), cancellationToken))!;
        return json["apiKey"]!.GetValue<string>();
    }

    /// <summary>Starts it and returns when it is ready.</summary>
    /// <exception cref="StartupException">It ended, or was not ready in two minutes.</exception>
    public async Task StartAsync(TimeSpan clockOffset, HttpClient client, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >>\"$ORCHESTRATOR_TORTURE_LOG\" 2>&1", .. Command()]);
        start.Environment["ORCHESTRATOR_TORTURE_LOG"] = LogFile;
        start.Environment["ORCHESTRATOR_CLOCK_OFFSET"] = clockOffset.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var process = _process = Process.Start(start)!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(2));
        while (!await IsReadyAsync(client, timeout.Token))
        {
            if (process.HasExited)
                throw new StartupException($"The server ended with code {process.ExitCode} at its start: {await TailAsync()}");
            if (timeout.IsCancellationRequested)
                throw new StartupException($"The server was not ready after two minutes: {await TailAsync()}");
            await Task.Delay(25, cancellationToken);
        }

        StartTime = Stopwatch.GetElapsedTime(begin);
    }

    /// <summary>Signal 9: no handler, no flush.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private IEnumerable<string> Command()
    {
        var program = Environment.ProcessPath!;
        yield return program;
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            yield return typeof(TortureServer).Assembly.Location;
        foreach (var argument in new[] { "serve", "--data", options.Data!, "--urls", Url.GetLeftPart(UriPartial.Authority), "--docker", "none", "--log-level", "Warning" })
            yield return argument;
        yield return "--snmp";
        yield return options.Traps ? Snmp.ToString() : "off";
        if (options.Db is not null)
        {
            yield return "--db";
            yield return options.Db;
        }

        if (options.Amqp is not null)
        {
            yield return "--amqp";
            yield return options.Amqp.ToString();
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(Url, "/health/ready"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<string> TailAsync()
    {
        var text = File.Exists(LogFile) ? await File.ReadAllTextAsync(LogFile) : "";
        return text.Length > 4000 ? text[^4000..] : text;
    }

    private static int FreePort(ProtocolType protocol)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, protocol == ProtocolType.Tcp ? SocketType.Stream : SocketType.Dgram, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
