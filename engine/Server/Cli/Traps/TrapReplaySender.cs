using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Orchestrator.Activities.Messaging.Snmp.Captures;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Traps;

/// <summary>Sends recorded datagrams at a steady rate.</summary>
internal static class TrapReplaySender
{
    public static async Task<int> SendAsync(IReadOnlyList<CapturedDatagram> datagrams, IPEndPoint receiver, int rate, CancellationToken cancellationToken)
    {
        using var socket = new Socket(receiver.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < datagrams.Count; i++)
        {
            var due = rate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)i / rate) - Stopwatch.GetElapsedTime(start);
            if (due > TimeSpan.FromMilliseconds(1))
                await Task.Delay(due, cancellationToken);
            await socket.SendToAsync(datagrams[i].Bytes, receiver, cancellationToken);
        }

        Console.WriteLine($"Sent {datagrams.Count} datagrams to {receiver}. UDP does not tell whether they arrived: see 'Traps' in the console.");
        return ExitCode.Ok;
    }
}
