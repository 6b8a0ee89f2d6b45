using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using Orchestrator.Activities.Messaging.Amqp.Publishing;
using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>Starts consumers.</summary>
internal sealed class QueueConsumerFactory(IOptions<AmqpOptions> options, DeadLetters deadLetters, AmqpInstruments instruments, TimeProvider time, ILogger<QueueConsumer> logger)
{
    /// <param name="handle">Null: acknowledge. Text: dead-letter with that reason.</param>
    /// <param name="giveUp">Called before a message is dead-lettered whose handler threw every time.</param>
    public async Task<QueueConsumer> StartAsync(
        AmqpSession session,
        string queue,
        Func<QueueMessage, CancellationToken, Task<string?>> handle,
        Func<QueueMessage, CancellationToken, Task>? giveUp,
        CancellationToken cancellationToken)
    {
        var channel = await session.Connection.CreateChannelAsync(
            new CreateChannelOptions(false, false, consumerDispatchConcurrency: (ushort)options.Value.Concurrency), cancellationToken);
        var consumer = new QueueConsumer(session, channel, queue, handle, giveUp, options.Value, deadLetters, instruments, time, logger);
        await consumer.StartAsync(cancellationToken);
        return consumer;
    }
}
