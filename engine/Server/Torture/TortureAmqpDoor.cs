using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Server.Torture;

/// <summary>Persistent messages with confirms into the queue that starts the workflow.</summary>
internal sealed class TortureAmqpDoor(Uri address) : ITortureDoor
{
    private readonly SemaphoreSlim _turn = new(1);
    private IConnection? _connection;
    private IChannel? _channel;

    public async Task<bool> SendAsync(string operation, CancellationToken cancellationToken)
    {
        try
        {
            await _turn.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            var channel = await ChannelAsync(cancellationToken);
            var properties = new BasicProperties { MessageId = operation, ContentType = "application/json", DeliveryMode = DeliveryModes.Persistent };
            await channel.BasicPublishAsync("", TortureDefinitions.Queue, mandatory: true, properties, Encoding.UTF8.GetBytes($$"""{"op":"{{operation}}"}"""), cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException or PublishException or OperationInterruptedException or BrokerUnreachableException or IOException)
        {
            return false; // Without a confirm it may have arrived or not; the message id makes a second one harmless.
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_channel is not null)
            await _channel.DisposeAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
        _turn.Dispose();
    }

    private async ValueTask<IChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        _connection ??= await new ConnectionFactory { Uri = address }.CreateConnectionAsync("orchestrator-torture", cancellationToken);
        if (_channel is not { IsOpen: true })
            _channel = await _connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        return _channel;
    }
}
