using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>Reads datagrams from a socket, as many at once as the system gives. Used by one thread; <see cref="Stop"/> may come from another.</summary>
internal abstract class DatagramReader : IDisposable
{
    /// <summary>Largest payload of a UDP datagram over IPv4 is 65,507 bytes.</summary>
    protected const int MaxDatagram = 65_536;

    /// <summary>The best reader for this system.</summary>
    public static DatagramReader Open(Socket socket, TimeProvider time) => BatchReader.IsSupported ? new BatchReader(socket, time) : new SingleReader(socket);

    /// <summary>Waits for datagrams and gives how many were read; 0: none came for a while, or the reader was stopped.</summary>
    /// <exception cref="SocketException">The socket failed.</exception>
    public abstract int Receive();

    /// <summary>One of those that <see cref="Receive"/> has read; it holds until the next call. The sender is written into <paramref name="sender"/>.</summary>
    public abstract ReadOnlySpan<byte> Datagram(int number, SocketAddress sender);

    /// <summary>Ends a wait.</summary>
    public abstract void Stop();

    public abstract void Dispose();

    /// <summary>One datagram per call, on any system.</summary>
    private sealed class SingleReader(Socket socket) : DatagramReader
    {
        private readonly SocketAddress _sender = new(socket.AddressFamily);
        private readonly byte[] _buffer = new byte[MaxDatagram];
        private volatile bool _stopped;
        private int _length;

        public override int Receive()
        {
            try
            {
                _length = socket.ReceiveFrom(_buffer, SocketFlags.None, _sender);
                return 1;
            }
            catch (Exception exception) when (_stopped && exception is SocketException or ObjectDisposedException)
            {
                return 0;
            }
        }

        public override ReadOnlySpan<byte> Datagram(int number, SocketAddress sender)
        {
            _sender.Buffer.Span[.._sender.Size].CopyTo(sender.Buffer.Span);
            sender.Size = _sender.Size;
            return _buffer.AsSpan(0, _length);
        }

        public override void Stop()
        {
            _stopped = true;
            socket.Dispose();
        }

        public override void Dispose()
        {
        }
    }
}
