using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>A delivered message with its body copied: the library's buffer is gone when the handler returns.</summary>
internal sealed record QueueMessage(string Queue, string Exchange, string RoutingKey, bool Redelivered, IReadOnlyBasicProperties Properties, byte[] Body);
