using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Activities.Messaging.Matching;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>Which messages of a queue a trigger takes: all conditions must hold. Immutable.</summary>
internal sealed class MessageFilter
{
    private readonly AmqpTriggerPayload _payload;
    private readonly (string Name, Func<string, bool> Holds)[] _headers;
    private readonly (JsonPath Path, Func<string, bool> Holds)[] _conditions;

    private MessageFilter(AmqpTriggerPayload payload, (string Name, Func<string, bool> Holds)[] headers, (JsonPath Path, Func<string, bool> Holds)[] conditions) =>
        (_payload, _headers, _conditions) = (payload, headers, conditions);

    /// <summary>Tenant that owns the definition; empty: the provider's.</summary>
    public string Tenant => _payload.Tenant;

    /// <summary>Checks and compiles. Throws <see cref="FormatException"/> with what is wrong.</summary>
    public static MessageFilter Create(AmqpTriggerPayload payload) => new(
        payload,
        [.. payload.Headers.Select(header => (header.Key, TextCondition.Compile(header.Key, header.Value)))],
        [.. payload.Conditions.Select(condition => (JsonPath.Parse(condition.Key), TextCondition.Compile(condition.Key, condition.Value)))]);

    public static MessageFilter Create(JsonNode payload) => Create(payload.Deserialize<AmqpTriggerPayload>(PlainJson.Options)!);

    public bool Matches(string queue, MessageValues message) =>
        _payload.Queue == queue
        && Array.TrueForAll(_headers, header => message.Headers.TryGetValue(header.Name, out var value) && header.Holds(JsonPath.TextOf(value)))
        && Array.TrueForAll(_conditions, condition => condition.Path.Select(message.Body).Any(value => condition.Holds(JsonPath.TextOf(value))));
}
