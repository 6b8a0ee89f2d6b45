using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Orchestrator.Tests.Messaging.Snmp;

/// <summary>A running <c>snmptrapd</c> or <c>snmpd</c>.</summary>
internal sealed class NetSnmpDaemon : IDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private NetSnmpDaemon(Process process, int port)
    {
        _process = process;
        EndPoint = new IPEndPoint(IPAddress.Loopback, port);
    }

    public IPEndPoint EndPoint { get; }

    public static async Task<NetSnmpDaemon> StartAsync(string tool, string folder, Func<int, string[]> arguments, string ready, CancellationToken cancellationToken)
    {
        int port;
        using (var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)))
            port = ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
        var start = new ProcessStartInfo(File.Exists("/usr/sbin/" + tool) ? "/usr/sbin/" + tool : tool, arguments(port)) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["MIBS"] = "";
        start.Environment["SNMP_PERSISTENT_DIR"] = folder;
        start.Environment["SNMPCONFPATH"] = folder;
        var daemon = new NetSnmpDaemon(NetSnmp.Start(start), port);
        daemon._process.OutputDataReceived += (_, line) => daemon.Take(line.Data);
        daemon._process.ErrorDataReceived += (_, line) => daemon.Take(line.Data);
        daemon._process.BeginOutputReadLine();
        daemon._process.BeginErrorReadLine();
        await daemon.LineAsync(line => line.Contains(ready, StringComparison.Ordinal), $"{tool} to start", cancellationToken);
        return daemon;
    }

    /// <summary>The next line that is wanted; others are passed over.</summary>
    public async Task<string> LineAsync(Func<string, bool> isWanted, string awaited, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(30));
        var seen = new List<string>();
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(timeout.Token))
            {
                seen.Add(line);
                if (isWanted(line))
                    return line;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }

        throw new TimeoutException($"Not seen within 30 s: {awaited}. It said: {string.Join('\n', seen)}");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is not null)
            _lines.Writer.TryWrite(line);
    }
}
