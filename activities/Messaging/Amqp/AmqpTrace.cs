using System.Diagnostics;
using System.Text;
using Orchestrator.Activities.Messaging.Amqp.Queues;
using RabbitMQ.Client;
using Span = System.Diagnostics.Activity;

namespace Orchestrator.Activities.Messaging.Amqp;

/// <summary>
/// W3C trace context in the headers <c>traceparent</c> and <c>tracestate</c> of messages, as OpenTelemetry's conventions for messaging have it; source
/// <c>orchestrator.messaging</c>.
/// </summary>
internal static class AmqpTrace
{
    private const string ParentHeader = "traceparent";
    private const string StateHeader = "tracestate";

    private static readonly ActivitySource Source = new(MessagingMeter.Name);

    /// <summary>The handling of a message, in the trace that it belongs to; a trace of its own when it names none.</summary>
    public static Span? Receive(QueueMessage message)
    {
        ActivityContext.TryParse(Header(message.Properties, ParentHeader), Header(message.Properties, StateHeader), isRemote: true, out var origin);
        var span = Source.StartActivity($"process {message.Queue}", ActivityKind.Consumer, origin);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("messaging.system", "rabbitmq");
            span.SetTag("messaging.operation.type", "process");
            span.SetTag("messaging.destination.name", message.Queue);
            span.SetTag("messaging.rabbitmq.destination.routing_key", message.RoutingKey);
            span.SetTag("messaging.message.id", message.Properties.MessageId);
            span.SetTag("messaging.message.body.size", message.Body.Length);
        }

        return span;
    }

    /// <summary>Gives a message the present trace; one that it names already stays.</summary>
    public static void Inject(BasicProperties properties)
    {
        if (Span.Current is not { IdFormat: ActivityIdFormat.W3C, Id: { } id } present || properties.Headers?.ContainsKey(ParentHeader) == true)
            return;
        properties.Headers ??= new Dictionary<string, object?>();
        properties.Headers[ParentHeader] = id;
        if (!string.IsNullOrEmpty(present.TraceStateString))
            properties.Headers[StateHeader] = present.TraceStateString;
    }

    private static string? Header(IReadOnlyBasicProperties properties, string name) => properties.Headers?.TryGetValue(name, out var value) == true
        ? value switch
        {
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            string text => text,
            _ => null,
        }
        : null;
}
