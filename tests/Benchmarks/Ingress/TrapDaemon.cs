using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Benchmarks.Ingress;

/// <summary>net-snmp's snmptrapd, the peer: it logs every trap to a file, with as large a receive buffer as ours.</summary>
internal sealed class TrapDaemon : IDisposable
{
    private readonly Process _process;
    private readonly string _log;

    private TrapDaemon(Process process, IPEndPoint endPoint, string log)
    {
        _process = process;
        EndPoint = endPoint;
        _log = log;
    }

    public IPEndPoint EndPoint { get; }

    public double CpuMicroseconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMicroseconds;
        }
    }

    /// <summary>Null when it is not installed.</summary>
    public static async Task<TrapDaemon?> StartAsync(string folder, CancellationToken cancellationToken)
    {
        const string tool = "/usr/sbin/snmptrapd";
        if (!File.Exists(tool))
            return null;
        int port;
        using (var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)))
            port = ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
        var (configuration, log) = (Path.Combine(folder, "trapd.conf"), Path.Combine(folder, $"trapd-{port}.log"));
        await File.WriteAllTextAsync(configuration, "authCommunity log public\n", cancellationToken);
        string[] arguments = ["-f", "-Lf", log, "-On", "-n", "-C", "-c", configuration, "--serverRecvBuf=8388608", string.Create(CultureInfo.InvariantCulture, $"udp:127.0.0.1:{port}")];
        var start = new ProcessStartInfo(tool, arguments);
        start.Environment["MIBS"] = "";
        start.Environment["SNMP_PERSISTENT_DIR"] = folder;
        var daemon = new TrapDaemon(Process.Start(start)!, new IPEndPoint(IPAddress.Loopback, port), log);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!File.Exists(log) || new FileInfo(log).Length == 0)
            await tick.WaitForNextTickAsync(cancellationToken);
        return daemon;
    }

    /// <summary>Traps in the log, once it has grown no more for a second.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var length = -1L; new FileInfo(_log).Length != length;)
        {
            length = new FileInfo(_log).Length;
            await tick.WaitForNextTickAsync(cancellationToken);
        }

        return File.ReadLines(_log).LongCount(line => line.Contains("alert-", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
