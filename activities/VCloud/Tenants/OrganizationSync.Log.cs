using Microsoft.Extensions.Logging;

namespace Orchestrator.Activities.VCloud;

internal sealed partial class OrganizationSync
{
    [LoggerMessage(3010, LogLevel.Information, "Tenant {Tenant} is organisation {OrgId} of vCloud Director")]
    private static partial void LogTenant(ILogger logger, string tenant, string orgId);

    [LoggerMessage(3011, LogLevel.Warning, "The organisations of vCloud Director could not be read; known tenants stay, and it is tried again in {Seconds} s: {Reason}")]
    private static partial void LogFailed(ILogger logger, int seconds, string reason);
}
