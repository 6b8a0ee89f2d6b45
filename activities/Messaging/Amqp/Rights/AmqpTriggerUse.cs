namespace Orchestrator.Activities.Messaging.Amqp.Rights;

/// <summary>What a trigger or wait uses of the broker.</summary>
/// <param name="Exchange">Empty: none.</param>
internal readonly record struct AmqpTriggerUse(string Queue, string Exchange);
