using System.Text;
using System.Text.Json;
using Orchestrator.Activities.Messaging.Vcd.Api;
using Orchestrator.Runtime.Api;
using RabbitMQ.Client;

namespace Orchestrator.Activities.Messaging.Amqp.VcdApi;

/// <summary>
/// Reads vCD's API-extension message: a JSON array of request and security context, the reply's address in the header <c>replyToExchange</c> and the properties
/// <c>reply-to</c> and <c>correlation-id</c> (vCD API Programming Guide, "Create an Extension Service"). The content type is not looked at: vCD does not set it.
/// </summary>
internal static class VcdRequestReader
{
    public const string Channel = "amqp";

    /// <summary>Gives the request, or a sentence with all that is wrong.</summary>
    public static (VcdRequest? Request, string? Fault) Read(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            return (null, $"The body is no JSON: {exception.Message}");
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() != 2 || root.EnumerateArray().Any(element => element.ValueKind != JsonValueKind.Object))
                return (null, $"The body is {Describe(root)}; a request is an array of two objects, [request, securityContext].");
            return Read(properties, root[0], root[1]);
        }
    }

    private static (VcdRequest? Request, string? Fault) Read(IReadOnlyBasicProperties properties, JsonElement request, JsonElement security)
    {
        var faults = new List<string>();
        var read = VcdHttpMessage.Read(request, security, "request", faults);
        if (string.IsNullOrEmpty(properties.ReplyTo))
            faults.Add("the property reply-to is missing");
        if (ReplyExchange(properties) is not { } exchange)
        {
            exchange = "";
            faults.Add("the header replyToExchange is missing");
        }

        return faults.Count > 0
            ? (null, $"The request is malformed: {string.Join("; ", faults)}.")
            : (read with { ReplyTo = new ApiReplyTo(Channel, read.Id, exchange, properties.ReplyTo, properties.CorrelationId) }, null);
    }

    private static string Describe(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => $"a JSON array of {root.GetArrayLength()} element(s), not of two objects",
        JsonValueKind.Object => "a JSON object",
        _ => $"a JSON {root.ValueKind.ToString().ToLowerInvariant()}",
    };

    private static string? ReplyExchange(IReadOnlyBasicProperties properties)
    {
        object? value = null;
        properties.Headers?.TryGetValue("replyToExchange", out value);
        return value switch
        {
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            string text => text,
            _ => null,
        };
    }
}
