using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Activities.Messaging.Amqp.Queues;
using Orchestrator.Runtime.Api;
using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.DeadLettering;

/// <summary>A dead letter as people see it.</summary>
internal static class DeadLetterText
{
    private const int MaxBody = 16 * 1024;
    private const int KeyBytes = 12;
    private const string Masked = "***";

    /// <summary>What this server and the broker add to the headers of a dead letter.</summary>
    private static readonly string[] s_added =
    [
        "x-reason", "x-original-exchange", "x-original-routing-key", "x-death", "x-first-death-exchange", "x-first-death-queue", "x-first-death-reason", "x-last-death-exchange",
        "x-last-death-queue", "x-last-death-reason", "x-delivery-count", "x-acquired-count",
    ];

    public static string KeyOf(BasicGetResult message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{message.BasicProperties.MessageId}\n{message.BasicProperties.CorrelationId}\n"));
        hash.AppendData(message.Body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, KeyBytes));
    }

    public static DeadLetter Of(BasicGetResult message)
    {
        var headers = MessageValues.HeadersOf(message.BasicProperties);
        var death = First(headers.GetValueOrDefault("x-death")) as Dictionary<string, object?>;
        return new DeadLetter
        {
            Key = KeyOf(message),
            Reason = headers.GetValueOrDefault("x-reason") as string ?? death?.GetValueOrDefault("reason") as string ?? "The message says no reason.",
            Exchange = headers.GetValueOrDefault("x-original-exchange") as string ?? death?.GetValueOrDefault("exchange") as string,
            RoutingKey = headers.GetValueOrDefault("x-original-routing-key") as string ?? First(death?.GetValueOrDefault("routing-keys")) as string,
            MessageId = message.BasicProperties.MessageId,
            CorrelationId = message.BasicProperties.CorrelationId,
            ContentType = message.BasicProperties.ContentType,
            Headers = headers.Where(header => !s_added.Contains(header.Key)).ToDictionary(header => header.Key, header => IsCredential(header.Key) ? Masked : header.Value),
            Size = message.Body.Length,
            Body = BodyOf(message.Body.Span),
        };
    }

    /// <summary>The properties that it had before it was dead-lettered; what it carries now stays untouched.</summary>
    public static BasicProperties Restored(BasicGetResult message) => new(message.BasicProperties)
    {
        Headers = (message.BasicProperties.Headers ?? new Dictionary<string, object?>()).Where(header => !s_added.Contains(header.Key))
            .ToDictionary(header => header.Key, header => header.Value),
        Persistent = true,
        Expiration = null,
        UserId = null,
    };

    private static object? First(object? list) => list is List<object?> { Count: > 0 } items ? items[0] : null;

    private static string BodyOf(ReadOnlySpan<byte> body)
    {
        string text;
        try
        {
            var json = JsonNode.Parse(body);
            Mask(json);
            text = json?.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "null";
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxBody)]);
        }

        return text.Length > MaxBody ? text[..MaxBody] : text;
    }

    private static void Mask(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Mask(item);
        }
        else if (node is JsonObject properties)
        {
            foreach (var (name, value) in properties.ToList())
            {
                if (IsCredential(name))
                    properties[name] = Masked;
                else
                    Mask(value);
            }
        }
    }

    private static bool IsCredential(string name) =>
        CredentialHeaders.Contains(name) || name.Contains("token", StringComparison.OrdinalIgnoreCase) || name.Contains("password", StringComparison.OrdinalIgnoreCase)
        || name.Contains("secret", StringComparison.OrdinalIgnoreCase);
}
