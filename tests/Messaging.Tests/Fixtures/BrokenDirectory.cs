using Orchestrator.Runtime;

namespace Orchestrator.Tests.Messaging;

/// <summary>A source of tenants that fails whenever it is asked, which it is for organisations that are unknown.</summary>
internal sealed class BrokenDirectory : ITenantSource
{
    public ValueTask RefreshAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("The directory is out of order.");
}
