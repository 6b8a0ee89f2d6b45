using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Spooling;

namespace Orchestrator.Activities.Messaging.Snmp.Receiving;

/// <summary>
/// Takes datagrams from a UDP socket on a thread of its own, drops what is no acceptable trap, and queues the rest without ever waiting: the kernel's buffer must be
/// emptied faster than it fills, so a full queue sheds.
/// </summary>
internal sealed partial class UdpReceiver : IDisposable
{
    private readonly Socket _socket;
    private readonly TrapQueue _queue;
    private readonly TrapSpool _spool;
    private readonly TrapAdmission _admission;
    private readonly SourceTable _sources;
    private readonly SnmpStatistics _statistics;
    private readonly DropReporter _drops;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SocketAddress _address;
    private readonly DatagramReader _reader;
    private volatile bool _closing;
    private Thread? _thread;

    public UdpReceiver(
        SnmpTrapOptions options, TrapAdmission admission, TrapQueue queue, TrapSpool spool, SnmpStatistics statistics, TrapEventLog events, TimeProvider time, ILogger logger)
    {
        _admission = admission;
        _queue = queue;
        _spool = spool;
        _sources = new SourceTable([.. options.Sources.Select(TrapSources.Parse)], options.SourceRate, options.SourceBurst, time);
        _statistics = statistics;
        _time = time;
        _logger = logger;
        _drops = new DropReporter(statistics, events, time, options.DropLogInterval, logger);
        var listen = options.Listen ?? throw new ArgumentException("No address to listen on.", nameof(options));
        _socket = new Socket(listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _address = new SocketAddress(listen.AddressFamily);
        try
        {
            if (listen.AddressFamily == AddressFamily.InterNetworkV6)
                _socket.DualMode = listen.Address.Equals(IPAddress.IPv6Any);
            BufferBytes = SocketBuffer.Enlarge(_socket, options.ReceiveBufferBytes);
            _socket.Bind(listen);
        }
        catch (SocketException exception)
        {
            _socket.Dispose();
            throw new InvalidOperationException(
                $"Cannot listen for SNMP traps on UDP {listen}: {exception.Message}. Choose another address or port, or stop who holds it.", exception);
        }

        _reader = DatagramReader.Open(_socket, time);
        LocalEndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        if (KernelDrops.InodeOf(_socket.Handle) is { } inode)
            statistics.KernelDrops = () => KernelDrops.Read(inode);
        if (BufferBytes < options.ReceiveBufferBytes)
            LogSmallBuffer(logger, BufferBytes, options.ReceiveBufferBytes);
        LogListening(logger, LocalEndPoint, BufferBytes);
    }

    /// <summary>What the kernel reports of its buffer.</summary>
    public int BufferBytes { get; }

    public IPEndPoint LocalEndPoint { get; }

    public void Start()
    {
        _thread = new Thread(Receive) { IsBackground = true, Name = "SNMP receiver" };
        _thread.Start();
    }

    /// <summary>Sends the answer to an inform; a failure is logged, for the asker asks again.</summary>
    public void Answer(ReadOnlySpan<byte> response, IPEndPoint target)
    {
        if (Send(response, target))
            _statistics.CountAnswered();
    }

    private bool Send(ReadOnlySpan<byte> response, IPEndPoint target)
    {
        try
        {
            var reachable = _socket.AddressFamily == AddressFamily.InterNetworkV6 ? new IPEndPoint(target.Address.MapToIPv6(), target.Port) : target;
            _socket.SendTo(response, SocketFlags.None, reachable);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            LogAnswerFailed(_logger, exception, target);
            return false;
        }
    }

    /// <summary>Closes the socket and completes the queue.</summary>
    public void Dispose()
    {
        if (_closing)
            return;
        _closing = true;
        _statistics.KernelDrops = null;
        _reader.Stop();
        _thread?.Join();
        _socket.Dispose();
        _reader.Dispose();
        _queue.Complete();
    }

    private void Receive()
    {
        while (!_closing)
        {
            int count;
            try
            {
                count = _reader.Receive();
            }
            catch (SocketException exception) when (!_closing)
            {
                // An ICMP error about an answer of ours surfaces here and says nothing about what comes next.
                LogReceiveFailed(_logger, exception);
                continue;
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }

            for (var i = 0; i < count && !_closing; i++)
            {
                _statistics.CountReceived();
                Take(_reader.Datagram(i, _address));
            }
        }
    }

    private void Take(ReadOnlySpan<byte> datagram)
    {
        var source = _sources.Find(_address);
        var refusal = Accept(datagram, source);
        if (refusal is SnmpRefusal.None or SnmpRefusal.Discovery)
            return;
        _drops.Report(refusal, source.EndPoint, datagram.Length);
    }

    private SnmpRefusal Accept(ReadOnlySpan<byte> datagram, SourceState source)
    {
        if (!source.IsAllowed)
            return SnmpRefusal.SourceNotAllowed;
        if (!_sources.TrySpend(source))
            return SnmpRefusal.OverBudget;
        var refusal = _admission.Admit(datagram, source.EndPoint.Address, out var accepted, out var priority, out var report);
        if (report is not null)
            Send(report, source.EndPoint);
        if (refusal == SnmpRefusal.Discovery)
            _statistics.CountDropped(refusal);
        if (refusal != SnmpRefusal.None)
            return refusal;
        _statistics.CountDecoded();
        if (!_queue.HasRoom(priority, accepted.Length))
            return SnmpRefusal.QueueFull;
        if (!_spool.HasRoom(priority))
            return SnmpRefusal.SpoolFull;
        var copy = ArrayPool<byte>.Shared.Rent(accepted.Length);
        accepted.CopyTo(copy);
        if (_queue.TryWrite(new ReceivedDatagram(copy, accepted.Length, source.EndPoint, _time.GetUtcNow(), priority)))
            return SnmpRefusal.None;
        ArrayPool<byte>.Shared.Return(copy);
        return SnmpRefusal.QueueFull;
    }
}
