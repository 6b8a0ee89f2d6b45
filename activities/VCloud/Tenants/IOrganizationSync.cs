namespace Orchestrator.Activities.VCloud;

/// <summary>Brings the organisations of vCD into the tenant directory.</summary>
public interface IOrganizationSync
{
    /// <summary>Does it now; gives how many organisations vCD has, 0 when no vCD is configured.</summary>
    /// <exception cref="VcdException">vCD refused, or could not be reached.</exception>
    ValueTask<int> SyncAsync(CancellationToken cancellationToken);
}
