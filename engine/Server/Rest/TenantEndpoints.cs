using Orchestrator.Runtime;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.Rest;

internal static class TenantEndpoints
{
    public static void MapTenants(this RouteGroupBuilder api) => api.MapGet("/tenants", ListAsync).WithTags("Tenants")
        .WithSummary("List the tenants that the caller may see").Produces<ItemList<TenantAnswer>>();

    private static async Task<ItemList<TenantAnswer>> ListAsync(HttpContext context, ITenantDirectory tenants, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var all = await tenants.ListAsync(cancellationToken);
        return new ItemList<TenantAnswer>([.. all
            .Where(tenant => caller.MaySee(tenant.Name))
            .OrderBy(tenant => tenant.Name, StringComparer.Ordinal)
            .Select(tenant => new TenantAnswer(tenant.Name, tenant.OrgId, tenant.DisplayName))]);
    }

    /// <param name="OrgId">UUID of the organisation in vCD.</param>
    internal sealed record TenantAnswer(string Name, string OrgId, string DisplayName);
}
