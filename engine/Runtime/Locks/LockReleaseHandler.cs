using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Locks;

/// <summary>Lets go of locks once the commit that ends their scope is durable.</summary>
internal sealed class LockReleaseHandler(ILockStore store, LockSignal signal) : IOutboxHandler
{
    public string Kind => NamedLock.ReleaseKind;

    public async ValueTask SendAsync(string messageId, JsonNode payload, CancellationToken cancellationToken)
    {
        var request = payload.Deserialize<LockRequest>(PlainJson.Options)!;
        await store.ReleaseAsync(request.Tenant, request.Name, request.Owner, cancellationToken);
        signal.Set();
    }
}
