using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.Connecting;

/// <summary>One connection from its opening to its loss. What runs on it ends with it; nothing is recovered in place.</summary>
internal sealed class AmqpSession : IAsyncDisposable
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _lifetime = new();

    public AmqpSession(IConnection connection)
    {
        Connection = connection;
        Token = _lifetime.Token;
        connection.ConnectionShutdownAsync += (_, reason) =>
        {
            Fail($"The connection was closed: {reason.ReplyCode} {reason.ReplyText}");
            return Task.CompletedTask;
        };
    }

    public IConnection Connection { get; }

    /// <summary>Cancelled when the session ends.</summary>
    public CancellationToken Token { get; }

    /// <summary>Completes with the reason when the session ends.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>Ends the session; another is opened.</summary>
    public void Fail(string reason)
    {
        if (_ended.TrySetResult(reason))
            _lifetime.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        Fail("The session was closed.");
        await Connection.DisposeAsync();
        _lifetime.Dispose();
    }
}
