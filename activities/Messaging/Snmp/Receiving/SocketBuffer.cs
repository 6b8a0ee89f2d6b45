using System.Net.Sockets;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>Makes the kernel's receive buffer as large as it may be.</summary>
internal static class SocketBuffer
{
    private const int SolSocket = 1;
    private const int SoRcvBufForce = 33;

    /// <summary>
    /// Asks for the bytes; where <c>net.core.rmem_max</c> gives less, asks again with SO_RCVBUFFORCE, which needs CAP_NET_ADMIN (socket(7)). Gives what the kernel reports, which on
    /// Linux is twice what it was asked for, for its own bookkeeping.
    /// </summary>
    public static int Enlarge(Socket socket, int bytes)
    {
        socket.ReceiveBufferSize = bytes;
        if (!OperatingSystem.IsLinux() || socket.ReceiveBufferSize >= bytes)
            return socket.ReceiveBufferSize;
        try
        {
            socket.SetRawSocketOption(SolSocket, SoRcvBufForce, BitConverter.GetBytes(bytes));
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AccessDenied or SocketError.OperationNotSupported or SocketError.ProtocolOption)
        {
            // Not permitted: the largest that every process may have stays.
        }

        return socket.ReceiveBufferSize;
    }
}
