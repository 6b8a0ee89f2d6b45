using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Benchmarks.Ingress;

/// <summary>Sends datagrams at a rate, in bursts of a millisecond, from a thread of its own.</summary>
internal static class PacedSender
{
    /// <summary>Gives how many were sent.</summary>
    public static Task<long> SendAsync(IPEndPoint target, byte[][] datagrams, double rate, TimeSpan time) => Task.Factory.StartNew(
        () => Send(target, datagrams, rate, time), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static long Send(IPEndPoint target, byte[][] datagrams, double rate, TimeSpan time)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SendBufferSize = 4 * 1024 * 1024;
        socket.Connect(target);
        long sent = 0;
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed >= time)
                return sent;
            for (var due = (long)(elapsed.TotalSeconds * rate); sent < due; sent++)
                socket.Send(datagrams[sent % datagrams.Length]);
            Thread.Yield();
        }
    }
}
