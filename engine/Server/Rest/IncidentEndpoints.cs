using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.Rest;

internal static class IncidentEndpoints
{
    public static void MapIncidents(this RouteGroupBuilder api) => api.MapGet("/incidents", ListAsync).WithTags("Instances")
        .WithSummary("List incidents, newest first").Produces<PagedList<IncidentAnswer>>().ProducesProblem(400);

    private static async Task<IResult> ListAsync(
        HttpContext context, IWorkflowStore store, CancellationToken cancellationToken, string? tenant = null, string? instanceId = null, bool open = false, int page = 0, int pageSize = 50)
    {
        var faults = Paging.Check(page, pageSize);
        if (faults.Any)
            return faults.ToProblem();
        var found = await store.ListIncidentsAsync(
            new IncidentFilter { Tenant = context.Caller().Narrow(tenant), InstanceId = instanceId, OpenOnly = open, Page = page, PageSize = pageSize }, cancellationToken);
        return Results.Ok(new PagedList<IncidentAnswer>([.. found.Items.Select(IncidentAnswer.Of)], found.TotalCount, page, pageSize));
    }
}
