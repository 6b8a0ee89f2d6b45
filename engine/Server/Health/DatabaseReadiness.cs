using Orchestrator.Persistence;
using Orchestrator.Runtime;

namespace Orchestrator.Server.Health;

/// <summary>The database answers.</summary>
internal sealed class DatabaseReadiness(IDatabaseHealthCheck check) : IReadinessPart
{
    public string Name => "database";

    public async ValueTask<PartStatus> CheckAsync(CancellationToken cancellationToken)
    {
        var health = await check.CheckAsync(cancellationToken);
        return health.IsHealthy ? PartStatus.Ready(health.Kind.ToString()) : PartStatus.NotReady("The database does not answer; the log has the reason.");
    }
}
