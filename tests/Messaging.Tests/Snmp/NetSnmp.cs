using System.Diagnostics;
using System.Net;

namespace Orchestrator.Tests.Messaging.Snmp;

/// <summary>Runs net-snmp's tools with no MIBs and a folder of their own, which keeps them quick.</summary>
internal sealed class NetSnmp : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orchestrator-snmp-").FullName;

    /// <summary>Runs a tool, such as <c>snmptrap</c>, and gives its exit code and what it said.</summary>
    public async Task<(int ExitCode, string Text)> RunAsync(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["MIBS"] = "";
        start.Environment["SNMP_PERSISTENT_DIR"] = _folder;
        start.Environment["SNMPCONFPATH"] = _folder;
        using var process = Start(start);
        var text = await process.StandardError.ReadToEndAsync() + await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text);
    }

    /// <summary>Starts <c>snmptrapd</c> with a configuration; it prints every notification as one line.</summary>
    public async Task<NetSnmpDaemon> StartTrapDaemonAsync(string configuration, CancellationToken cancellationToken)
    {
        var file = Path.Combine(_folder, "trapd.conf");
        await File.WriteAllTextAsync(file, configuration, cancellationToken);
        return await NetSnmpDaemon.StartAsync(
            "snmptrapd", _folder, port => ["-f", "-Lo", "-On", "-n", "-C", "-c", file, "-F", "%P|%N.%q|%v\n", $"udp:127.0.0.1:{port}"], "NET-SNMP version", cancellationToken);
    }

    /// <summary>Starts <c>snmpd</c> with a configuration.</summary>
    public async Task<NetSnmpDaemon> StartAgentAsync(string configuration, CancellationToken cancellationToken)
    {
        var file = Path.Combine(_folder, "agent.conf");
        await File.WriteAllTextAsync(file, configuration, cancellationToken);
        return await NetSnmpDaemon.StartAsync("snmpd", _folder, port => ["-f", "-Lo", "-C", "-c", file, "-I", "-smux", $"udp:127.0.0.1:{port}"], "NET-SNMP version", cancellationToken);
    }

    /// <summary>Sends a vROps trap with a tool and a version flag.</summary>
    public async Task SendAlertAsync(IPEndPoint target, string tool, int number, string alertId)
    {
        const string d = Traps.Vrops + ".2";
        var (code, text) = await RunAsync(
            tool, "-v2c", "-cpublic", target.ToString(), "", $"{Traps.Vrops}.0.{number}", $"{d}.2.0", "s", "autoscale web", $"{d}.8.0", "s", alertId, $"{d}.18.0", "s", "scale-out:web");
        Assert.True(code == 0, $"{tool} ended with {code}: {text}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"{start.FileName} is missing: run ./test, which installs it (apt-get install snmp snmpd snmptrapd).", exception);
        }
    }
}
