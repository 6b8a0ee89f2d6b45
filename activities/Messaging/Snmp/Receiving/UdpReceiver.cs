using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orchestrator.Activities.Messaging.Snmp.Codec;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>
/// Takes datagrams from a UDP socket on a thread of its own, drops what is no acceptable trap, and queues the rest without ever waiting: the kernel's buffer must be
/// emptied faster than it fills, so a full queue sheds.
/// </summary>
internal sealed partial class UdpReceiver : IDisposable
{
    /// <summary>Largest payload of a UDP datagram over IPv4 is 65,507 bytes.</summary>
    private const int MaxDatagram = 65_536;

    private readonly Socket _socket;
    private readonly ChannelWriter<ReceivedDatagram> _queue;
    private readonly SnmpStatistics _statistics;
    private readonly DropReporter _drops;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly byte[][] _communities;
    private readonly SocketAddress _address;
    private SocketAddress? _lastAddress;
    private IPEndPoint _lastSource = new(IPAddress.None, 0);
    private volatile bool _closing;
    private Thread? _thread;

    public UdpReceiver(SnmpTrapOptions options, ChannelWriter<ReceivedDatagram> queue, SnmpStatistics statistics, TimeProvider time, ILogger logger)
    {
        _queue = queue;
        _statistics = statistics;
        _time = time;
        _logger = logger;
        _drops = new DropReporter(statistics, time, options.DropLogInterval, logger);
        _communities = [.. options.Communities.Select(Encoding.UTF8.GetBytes)];
        var listen = options.Listen ?? throw new ArgumentException("No address to listen on.", nameof(options));
        _socket = new Socket(listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _address = new SocketAddress(listen.AddressFamily);
        try
        {
            if (listen.AddressFamily == AddressFamily.InterNetworkV6)
                _socket.DualMode = listen.Address.Equals(IPAddress.IPv6Any);
            _socket.ReceiveBufferSize = options.ReceiveBufferBytes;
            _socket.Bind(listen);
        }
        catch (SocketException exception)
        {
            _socket.Dispose();
            throw new InvalidOperationException(
                $"Cannot listen for SNMP traps on UDP {listen}: {exception.Message}. Choose another address or port, or stop who holds it.", exception);
        }

        LocalEndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        if (KernelDrops.InodeOf(_socket.Handle) is { } inode)
            statistics.KernelDrops = () => KernelDrops.Read(inode);
        LogListening(logger, LocalEndPoint, _socket.ReceiveBufferSize);
    }

    public IPEndPoint LocalEndPoint { get; }

    public void Start()
    {
        _thread = new Thread(Receive) { IsBackground = true, Name = "SNMP receiver" };
        _thread.Start();
    }

    /// <summary>Sends an answer; a failure is logged, for the asker asks again.</summary>
    public void Answer(ReadOnlySpan<byte> response, IPEndPoint target)
    {
        try
        {
            var reachable = _socket.AddressFamily == AddressFamily.InterNetworkV6 ? new IPEndPoint(target.Address.MapToIPv6(), target.Port) : target;
            _socket.SendTo(response, SocketFlags.None, reachable);
            _statistics.CountAnswered();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            LogAnswerFailed(_logger, exception, target);
        }
    }

    /// <summary>Closes the socket and completes the queue.</summary>
    public void Dispose()
    {
        _closing = true;
        _statistics.KernelDrops = null;
        _socket.Dispose();
        _thread?.Join();
        _queue.TryComplete();
    }

    private void Receive()
    {
        var buffer = new byte[MaxDatagram];
        while (!_closing)
        {
            int length;
            try
            {
                length = _socket.ReceiveFrom(buffer, SocketFlags.None, _address);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                if (_closing || exception is ObjectDisposedException)
                    return;

                // An ICMP error about an answer of ours surfaces here and says nothing about what comes next.
                LogReceiveFailed(_logger, exception);
                continue;
            }

            _statistics.CountReceived();
            Take(buffer.AsSpan(0, length));
        }
    }

    private void Take(ReadOnlySpan<byte> datagram)
    {
        var source = Source();
        var refusal = SnmpMessage.TryRead(datagram, out var message);
        if (refusal == SnmpRefusal.None && !IsAccepted(message.Community))
            refusal = SnmpRefusal.WrongCommunity;
        if (refusal != SnmpRefusal.None)
        {
            _drops.Report(refusal, source, datagram.Length);
            return;
        }

        _statistics.CountDecoded();
        var copy = ArrayPool<byte>.Shared.Rent(datagram.Length);
        datagram.CopyTo(copy);
        if (_queue.TryWrite(new ReceivedDatagram(copy, datagram.Length, source, _time.GetUtcNow())))
            return;
        ArrayPool<byte>.Shared.Return(copy);
        _drops.Report(SnmpRefusal.QueueFull, source, datagram.Length);
    }

    private bool IsAccepted(ReadOnlySpan<byte> community)
    {
        if (_communities.Length == 0)
            return true;
        foreach (var accepted in _communities)
        {
            if (community.SequenceEqual(accepted))
                return true;
        }

        return false;
    }

    /// <summary>The sender; the object is made anew only when the sender changes.</summary>
    private IPEndPoint Source()
    {
        if (_lastAddress is not null && _lastAddress.Equals(_address))
            return _lastSource;
        var copy = new SocketAddress(_address.Family, _address.Size);
        _address.Buffer.Span[.._address.Size].CopyTo(copy.Buffer.Span);
        var source = (IPEndPoint)new IPEndPoint(IPAddress.Any, 0).Create(copy);
        if (source.Address.IsIPv4MappedToIPv6)
            source.Address = source.Address.MapToIPv4();
        _lastAddress = copy;
        return _lastSource = source;
    }
}
