using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Tests.Messaging.Amqp;

/// <summary>Stands between a client and a server, and can cut all connections.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<TcpClient> _ends = [];
    private readonly (string Host, int Port) _server;
    private readonly Task _accepting;

    public TcpRelay(string host, int port)
    {
        _server = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends the connections that there are; later ones are taken.</summary>
    public void Cut()
    {
        while (_ends.TryTake(out var end))
            end.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        Cut();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var server = new TcpClient();
                await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
                _ends.Add(client);
                _ends.Add(server);
                _ = CopyAsync(client, server);
                _ = CopyAsync(server, client);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed.
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or SocketException)
        {
            // Cut; so is the other side.
        }

        to.Close();
    }
}
