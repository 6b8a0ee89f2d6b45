using Microsoft.Extensions.Logging;
using Orchestrator.Activities.Messaging.Amqp.Publishing;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>What a consumer works with.</summary>
internal sealed record QueueConsumerSettings
{
    public required string Queue { get; init; }

    /// <summary>Null: acknowledge. Text: dead-letter with that reason.</summary>
    public required Func<QueueMessage, CancellationToken, Task<string?>> Handle { get; init; }

    /// <summary>Called before a message is dead-lettered whose handler threw every time.</summary>
    public Func<QueueMessage, CancellationToken, Task>? GiveUp { get; init; }

    public required AmqpOptions Options { get; init; }

    public required DeadLetters DeadLetters { get; init; }

    public required AmqpInstruments Instruments { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Cancelled when the process is told to stop: what fails from then on comes again.</summary>
    public required CancellationToken Stopping { get; init; }

    public required ILogger Logger { get; init; }
}
