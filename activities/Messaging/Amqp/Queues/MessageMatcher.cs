using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>Matches messages against stored filters, compiling each filter once while the index keeps it. Safe for concurrent use.</summary>
internal sealed class MessageMatcher
{
    private readonly ConditionalWeakTable<JsonNode, MessageFilter> _filters = [];

    public bool Matches(JsonNode? payload, string queue, MessageValues message) =>
        payload is not null && _filters.GetValue(payload, MessageFilter.Create).Matches(queue, message);
}
