using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Activities.Messaging.Amqp.Connecting;
using Orchestrator.Activities.Messaging.Amqp.Publishing;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Sending;

/// <summary><c>orchestrator message send</c>: AMQP messages.</summary>
internal static class MessageCommands
{
    public static Command Create() => new("message", "Sends AMQP messages, to try workflows that they start.") { Send() };

    private static Command Send()
    {
        var amqp = EnvironmentOption.Text("--amqp", "ORCHESTRATOR_AMQP", "URI", "RabbitMQ, such as amqp://user:password@host:5672/vhost.");
        var queue = new Option<string?>("--queue", "-q") { Description = "Queue to send to, over the default exchange." };
        var exchange = new Option<string?>("--exchange", "-e") { Description = "Exchange to send to." };
        var routingKey = new Option<string?>("--routing-key", "-k") { Description = "Routing key for the exchange." };
        var body = new Option<string>("--body", "-b") { Description = "Text, @FILE, or - for the standard input.", DefaultValueFactory = _ => "{}" };
        var contentType = new Option<string>("--content-type") { Description = "Content type.", DefaultValueFactory = _ => "application/json" };
        var headers = new Option<string[]>("--header") { Description = "Header as NAME=VALUE; may be repeated.", HelpName = "NAME=VALUE" };
        var messageId = new Option<string?>("--message-id") { Description = "Message id; a new one when absent." };
        var json = SentPrinter.Option();
        var correlation = new Option<string?>("--correlation-id") { Description = "Correlation id." };
        var command = new Command(
            "send",
            "Sends a message and waits until the broker has it in a queue.\n\nExamples: orchestrator message send --queue orders --body '{\"id\": 7}'\n          orchestrator message send --exchange systemExchange --routing-key true.# --body @event.json")
        { amqp, queue, exchange, routingKey, body, contentType, headers, messageId, correlation, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (amqp.Of(parsed) is not { } address || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps"))
                throw new CliException("--amqp: give RabbitMQ's address, such as amqp://user:password@host:5672/vhost, or set ORCHESTRATOR_AMQP.", ExitCode.Usage);
            if (parsed.GetValue(queue) is null == parsed.GetValue(exchange) is null)
                throw new CliException("Give either --queue or --exchange.", ExitCode.Usage);
            var message = new AmqpMessage
            {
                Exchange = parsed.GetValue(exchange) ?? "",
                RoutingKey = parsed.GetValue(queue) ?? parsed.GetValue(routingKey) ?? "",
                Body = Encoding.UTF8.GetBytes(JsonArgument.ReadText("--body", parsed.GetValue(body)!)),
                ContentType = parsed.GetValue(contentType),
                MessageId = parsed.GetValue(messageId) ?? Guid.CreateVersion7().ToString(),
                CorrelationId = parsed.GetValue(correlation),
                Headers = (parsed.GetValue(headers) ?? []).Select(pair => pair.Split('=', 2)).ToDictionary(
                    pair => pair[0], pair => pair.Length == 2 ? pair[1] : throw new CliException($"--header: '{pair[0]}' is not NAME=VALUE.", ExitCode.Usage)),
            };
            try
            {
                await AmqpOnce.SendAsync(uri, message, cancellationToken);
            }
            catch (Exception exception) when (exception is AmqpUnavailableException or AmqpUnroutableException)
            {
                throw new CliException(exception.Message, exception is AmqpUnroutableException ? ExitCode.Refused : ExitCode.Unreachable, exception);
            }

            SentPrinter.Print(
                parsed,
                json,
                new JsonObject { ["messageId"] = message.MessageId, ["exchange"] = message.Exchange, ["routingKey"] = message.RoutingKey, ["bytes"] = message.Body.Length },
                $"Sent message {message.MessageId} ({message.Body.Length} bytes) to {(message.Exchange.Length == 0 ? $"queue '{message.RoutingKey}'" : $"exchange '{message.Exchange}' with routing key '{message.RoutingKey}'")}.");
            return ExitCode.Ok;
        });
        return command;
    }
}
