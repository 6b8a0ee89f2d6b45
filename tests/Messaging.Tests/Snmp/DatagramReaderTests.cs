using System.Net;
using System.Net.Sockets;
using Orchestrator.Activities.Messaging.Snmp.Receiving;

namespace Orchestrator.Tests.Messaging.Snmp;

public sealed class DatagramReaderTests
{
    private static Socket Bound(AddressFamily family)
    {
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
        SocketBuffer.Enlarge(socket, 4 * 1024 * 1024);
        socket.Bind(new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback, 0));
        return socket;
    }

    [Theory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public void Datagrams_come_whole_in_order_and_with_their_senders(AddressFamily family)
    {
        using var socket = Bound(family);
        using var sender = Bound(family);
        using var reader = DatagramReader.Open(socket, TimeProvider.System);
        var sizes = Enumerable.Range(0, 200).Select(number => number % 50 == 7 ? 60_000 : number).ToArray();
        var from = new SocketAddress(family);
        var read = new List<(int Length, byte First)>();

        foreach (var part in sizes.Index().Chunk(40))
        {
            foreach (var (number, size) in part)
            {
                var datagram = new byte[size];
                Array.Fill(datagram, (byte)number);
                sender.SendTo(datagram, socket.LocalEndPoint!);
            }

            for (var wanted = read.Count + part.Length; read.Count < wanted;)
            {
                var count = reader.Receive();
                for (var i = 0; i < count; i++)
                {
                    var datagram = reader.Datagram(i, from);
                    Assert.False(datagram.ContainsAnyExcept(datagram.IsEmpty ? (byte)0 : datagram[0]));
                    Assert.Equal(sender.LocalEndPoint, new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0).Create(from));
                    read.Add((datagram.Length, datagram.IsEmpty ? (byte)0 : datagram[0]));
                }
            }
        }

        Assert.Equal(sizes.Index().Select(sent => (sent.Item, sent.Item == 0 ? (byte)0 : (byte)sent.Index)), read);
    }

    [Fact]
    public async Task A_reader_that_waits_ends_when_it_is_stopped()
    {
        using var socket = Bound(AddressFamily.InterNetwork);
        using var reader = DatagramReader.Open(socket, TimeProvider.System);
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = Task.Factory.StartNew(
            () =>
            {
                waiting.SetResult();
                while (reader.Receive() > 0)
                {
                }
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await waiting.Task;

        reader.Stop();

        await ended.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
