using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Orchestrator.Activities.Messaging.Amqp.Rights;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>Matches messages against stored filters, compiling each filter once while the index keeps it. Safe for concurrent use.</summary>
internal sealed class MessageMatcher(QueueRights rights)
{
    private readonly ConditionalWeakTable<JsonNode, MessageFilter> _filters = [];

    /// <summary>A definition that may no longer use the queue, or was published before anybody asked, gets nothing of it.</summary>
    public bool Matches(JsonNode? payload, string queue, MessageValues message) =>
        payload is not null && _filters.GetValue(payload, MessageFilter.Create) is var filter && filter.Matches(queue, message) && rights.MayUse(filter.Tenant, queue);
}
