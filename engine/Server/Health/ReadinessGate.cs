using Orchestrator.Runtime;

namespace Orchestrator.Server.Health;

/// <summary>Open once the start is complete (credentials written, definitions seeded, HTTP listens), closed again when the host begins to stop.</summary>
internal sealed class ReadinessGate : IReadinessPart
{
    private volatile string? _closedBecause = "The server is starting.";

    public string Name => "server";

    public void Open() => _closedBecause = null;

    public void Close() => _closedBecause = "The server is stopping.";

    public ValueTask<PartStatus> CheckAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(_closedBecause is { } reason ? PartStatus.NotReady(reason) : PartStatus.Ready());
}
