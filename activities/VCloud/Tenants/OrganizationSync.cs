using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.VCloud;

/// <summary>Synchronises at start, then at intervals. A vCD that is down stops nothing: the tenants known so far stay.</summary>
internal sealed partial class OrganizationSync(
    VcdClient client, VcdOrganizations organizations, ITenantDirectory tenants, IOptions<VcdOptions> options, TimeProvider time, ILogger<OrganizationSync> logger)
    : BackgroundService, IOrganizationSync, ITenantSource
{
    public async ValueTask<int> SyncAsync(CancellationToken cancellationToken)
    {
        if (!client.IsConfigured)
            return 0;
        var found = await organizations.ListAsync(cancellationToken);
        foreach (var org in found)
        {
            var tenant = new Tenant(org.Name, org.Id, org.FullName);
            if (await tenants.FindAsync(org.Name, cancellationToken) == tenant)
                continue;
            await tenants.SaveAsync(tenant, cancellationToken);
            LogTenant(logger, tenant.Name, tenant.OrgId);
        }

        return found.Count;
    }

    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SyncAsync(cancellationToken);
        }
        catch (VcdException exception)
        {
            LogFailed(logger, options.Value.OrganizationSyncSeconds, exception.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!client.IsConfigured)
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.OrganizationSyncSeconds), time);
        do
            await RefreshAsync(stoppingToken);
        while (await NextAsync(timer, stoppingToken));
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
