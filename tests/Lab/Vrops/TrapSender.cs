using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Lab.Vrops;

/// <summary>Sends traps by UDP: once, unacknowledged, like the product.</summary>
internal sealed partial class TrapSender(TimeProvider time, ILogger<TrapSender> logger)
{
    private readonly long _startedAt = time.GetTimestamp();
    private uint _requestId;

    public void Send(IReadOnlyList<TrapOrder> orders)
    {
        foreach (var order in orders)
        {
            var hundredths = (uint)(time.GetElapsedTime(_startedAt).TotalMilliseconds / 10);
            var datagram = AlertTrap.Encode(order, Interlocked.Increment(ref _requestId), hundredths);
            try
            {
                using var udp = new UdpClient();
                udp.Send(datagram, datagram.Length, order.Host, order.Port);
            }
            catch (SocketException e)
            {
                LogNotSent(e, order.Host, order.Port);
            }
        }
    }
}
