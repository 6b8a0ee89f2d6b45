using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Publishing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>Declares what triggers of a queue want, or looks whether it is there.</summary>
internal sealed class QueueTopology(DeadLetters deadLetters, IOptions<AmqpOptions> options)
{
    private const ushort NotFound = 404;
    private const ushort PreconditionFailed = 406;

    /// <summary>Gives null when the queue can be consumed, else a sentence that says what is wrong and how to mend it.</summary>
    public async Task<string?> ApplyAsync(IConnection connection, string queue, IReadOnlyList<AmqpTriggerPayload> wanted, CancellationToken cancellationToken)
    {
        if (IsOwn(queue))
            return $"'{queue}' is a queue of the orchestrator's own, whose messages are not for workflows. Name another.";
        try
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            if (wanted.All(payload => payload.Expected))
            {
                await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
                await deadLetters.DeclareDeadQueueAsync(channel, queue, cancellationToken);
            }
            else
            {
                await deadLetters.DeclareQueueAsync(channel, queue, cancellationToken);
            }

            foreach (var payload in wanted.Where(payload => payload.Exchange.Length > 0))
                await BindAsync(channel, payload, cancellationToken);
            return null;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode is NotFound or PreconditionFailed)
        {
            var reason = exception.ShutdownReason!;
            return reason.ReplyCode == NotFound
                ? $"The broker has no such object ({reason.ReplyText}). Make it, or set the trigger's Topology to Declare."
                : $"It exists with other settings ({reason.ReplyText}). Set the trigger's Topology to Expect, or delete it.";
        }
    }

    /// <summary>Messages there carry the credentials and replies of all tenants.</summary>
    private bool IsOwn(string queue)
    {
        var settings = options.Value;
        string[] own = [settings.Queue, settings.ReplyQueue, settings.EventQueue, settings.OutgoingQueue];
        return own.Any(name => queue == name || queue == AmqpOptions.DeadLetterQueueOf(name));
    }

    private static async Task BindAsync(IChannel channel, AmqpTriggerPayload payload, CancellationToken cancellationToken)
    {
        if (payload.Expected)
        {
            await channel.ExchangeDeclarePassiveAsync(payload.Exchange, cancellationToken);
            return;
        }

        await channel.ExchangeDeclareAsync(payload.Exchange, payload.ExchangeType, durable: true, cancellationToken: cancellationToken);
        foreach (var key in payload.RoutingKeys.Count > 0 ? payload.RoutingKeys : ["#"])
            await channel.QueueBindAsync(payload.Queue, payload.Exchange, key, cancellationToken: cancellationToken);
    }
}
