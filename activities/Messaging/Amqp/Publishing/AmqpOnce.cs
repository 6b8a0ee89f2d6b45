using Orchestrator.Activities.Messaging.Amqp.Connecting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Activities.Messaging.Amqp.Publishing;

/// <summary>Sends one message over a connection of its own, for tools.</summary>
public static class AmqpOnce
{
    /// <summary>Completes when the broker has the message in every queue it goes to.</summary>
    /// <exception cref="AmqpUnroutableException">It goes to no queue.</exception>
    /// <exception cref="AmqpUnavailableException">The broker cannot be reached or refuses it; the message never holds the password.</exception>
    public static async Task SendAsync(Uri uri, AmqpMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(message);
        var where = uri.GetComponents(UriComponents.HostAndPort, UriFormat.Unescaped);
        try
        {
            var factory = new ConnectionFactory { Uri = uri, ClientProvidedName = "orchestrator message send", AutomaticRecoveryEnabled = false };
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancellationToken);
            var properties = new BasicProperties
            {
                ContentType = message.ContentType,
                MessageId = message.MessageId,
                CorrelationId = message.CorrelationId,
                DeliveryMode = DeliveryModes.Persistent,
                Headers = message.Headers.Count == 0 ? null : message.Headers.ToDictionary(header => header.Key, header => (object?)header.Value),
            };
            await channel.BasicPublishAsync(message.Exchange, message.RoutingKey, mandatory: true, properties, message.Body, cancellationToken);
        }
        catch (PublishReturnException exception)
        {
            throw new AmqpUnroutableException($"No queue takes the message: exchange '{message.Exchange}' has none for routing key '{message.RoutingKey}'.", exception);
        }
        catch (AlreadyClosedException exception) when (exception.ShutdownReason?.ReplyCode == 404)
        {
            throw new AmqpUnroutableException($"There is no exchange '{message.Exchange}'.", exception);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == 404)
        {
            throw new AmqpUnroutableException($"There is no exchange '{message.Exchange}'.", exception);
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException or PublishException)
        {
            throw new AmqpUnavailableException($"RabbitMQ at {where} cannot be used: {exception.GetBaseException().Message}", exception);
        }
    }
}
