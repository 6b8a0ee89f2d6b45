using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using Orchestrator.Activities.Messaging.Amqp.Publishing;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>Starts consumers.</summary>
internal sealed class QueueConsumerFactory(IOptions<AmqpOptions> options, DeadLetters deadLetters, AmqpInstruments instruments, TimeProvider time, IHostApplicationLifetime lifetime,
    ILogger<QueueConsumer> logger)
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
        var channel = await session.Connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var settings = new QueueConsumerSettings
        {
            Queue = queue,
            Handle = handle,
            GiveUp = giveUp,
            Options = options.Value,
            DeadLetters = deadLetters,
            Instruments = instruments,
            Time = time,
            Stopping = lifetime.ApplicationStopping,
            Logger = logger,
        };
        var consumer = new QueueConsumer(settings, session, channel);
        await consumer.StartAsync(cancellationToken);
        return consumer;
    }

    /// <summary>As above, for a consumer that the session cannot do without: the session ends with it, and another declares everything anew.</summary>
    public async Task<QueueConsumer> StartVitalAsync(
        AmqpSession session,
        string queue,
        Func<QueueMessage, CancellationToken, Task<string?>> handle,
        Func<QueueMessage, CancellationToken, Task>? giveUp,
        CancellationToken cancellationToken)
    {
        var consumer = await StartAsync(session, queue, handle, giveUp, cancellationToken);
        _ = FailWithAsync(session, consumer);
        return consumer;
    }

    private static async Task FailWithAsync(AmqpSession session, QueueConsumer consumer) => session.Fail(await consumer.Ended);
}
