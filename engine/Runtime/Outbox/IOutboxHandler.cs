using System.Collections.ObjectModel;
using System.Text.Json.Nodes;

namespace Orchestrator.Runtime;

/// <summary>Sends outbox messages of one kind. An exception makes the runtime try again later with back-off.</summary>
public interface IOutboxHandler
{
    string Kind { get; }

    /// <summary>
    /// Lanes with workers of their own, and how many: messages of the kind <c>{Kind}:{lane}</c> neither wait for others nor hold them back. Usual: none. A lane that is not
    /// here shares the common workers.
    /// </summary>
    IReadOnlyDictionary<string, int> Lanes => ReadOnlyDictionary<string, int>.Empty;

    /// <param name="messageId">The same at each attempt: use it as the message id, so that receivers can de-duplicate.</param>
    /// <param name="payload">What was given to <c>Send</c>, as JSON.</param>
    ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken);
}
