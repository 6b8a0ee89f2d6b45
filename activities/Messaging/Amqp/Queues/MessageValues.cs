using System.Globalization;
using System.Text;
using System.Text.Json;
using Orchestrator.Workflows;
using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.Queues;

/// <summary>A message as plain values, the way filters and workflows see it.</summary>
internal sealed class MessageValues
{
    private readonly QueueMessage _message;

    public MessageValues(QueueMessage message)
    {
        _message = message;
        Headers = HeadersOf(message.Properties);
        Body = BodyOf(message.Body);
    }

    public IReadOnlyDictionary<string, object?> Headers { get; }

    /// <summary>The parsed value of a JSON body, else text; null when it is empty.</summary>
    public object? Body { get; }

    public Dictionary<string, object?> ToDictionary() => new()
    {
        ["queue"] = _message.Queue,
        ["exchange"] = _message.Exchange,
        ["routingKey"] = _message.RoutingKey,
        ["messageId"] = _message.Properties.MessageId,
        ["correlationId"] = _message.Properties.CorrelationId,
        ["replyTo"] = _message.Properties.ReplyTo,
        ["contentType"] = _message.Properties.ContentType,
        ["headers"] = Headers,
        ["body"] = Body,
        ["redelivered"] = _message.Redelivered,
    };

    public static Dictionary<string, object?> HeadersOf(IReadOnlyBasicProperties properties) =>
        (properties.Headers ?? new Dictionary<string, object?>()).ToDictionary(header => header.Key, header => Plain(header.Value));

    private static object? BodyOf(byte[] body)
    {
        if (body.Length == 0)
            return null;
        try
        {
            return JsonSerializer.Deserialize<object?>(body, PlainJson.Options);
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(body);
        }
    }

    private static object? Plain(object? value) => value switch
    {
        null or bool or string or long or double => value,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        int or short or byte or sbyte or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float number => (double)number,
        AmqpTimestamp time => time.UnixTime,
        IDictionary<string, object?> table => table.ToDictionary(entry => entry.Key, entry => Plain(entry.Value)),
        IEnumerable<object?> list => list.Select(Plain).ToList(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
