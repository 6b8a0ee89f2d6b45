using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Locks;

/// <summary>Notes that a holder knows of its grant, once its commit is durable.</summary>
internal sealed class LockConfirmHandler(ILockStore store) : IOutboxHandler
{
    public string Kind => NamedLock.ConfirmKind;

    public ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken) =>
        store.ConfirmAsync(payload.Deserialize<LockRequest>(PlainJson.Options)!.Owner, cancellationToken);
}
