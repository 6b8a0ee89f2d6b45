using System.Text.Json.Nodes;

namespace Orchestrator.Runtime;

/// <summary>Sends outbox messages of one kind. An exception makes the runtime try again later with back-off.</summary>
public interface IOutboxHandler
{
    string Kind { get; }

    /// <param name="messageId">The same at each attempt: use it as the message id, so that receivers can de-duplicate.</param>
    /// <param name="payload">What was given to <c>Send</c>, as JSON.</param>
    ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken);
}
