using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;
using Orchestrator.Server.Rest.Operations;

namespace Orchestrator.Server.Rest.Incidents;

/// <summary>Faults of activities, and what operators do about them.</summary>
internal static class IncidentEndpoints
{
    public static void MapIncidents(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/incidents").WithTags("Incidents");
        group.MapGet("", ListAsync).WithSummary("List incidents, newest first").Produces<PagedList<IncidentAnswer>>().ProducesProblem(400);
        group.MapGet("/{id}", GetAsync).WithSummary("Get an incident").Produces<IncidentAnswer>().ProducesProblem(404);
        group.MapPost("/{id}/retry", RetryAsync).WithSummary("Execute the faulted activity again")
            .WithDescription("`variables` are changed before, as seen from the activity. 400 lists every variable that is unknown or cannot be converted; then nothing was changed.")
            .Produces<OperationAnswer>(202).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        group.MapPost("/{id}/skip", SkipAsync).WithSummary("Complete the faulted activity by hand")
            .WithDescription("The workflow goes on from the `outcomes` (`Done` when absent) as if the activity had succeeded with these `outputs`.")
            .Produces<OperationAnswer>(202).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        group.MapPost("/{id}/cancel", CancelAsync).WithSummary("Cancel the faulted activity")
            .WithDescription("Its container goes on without it; where a container cannot, it is cancelled too, up to the whole instance.")
            .Produces<OperationAnswer>(202).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
    }

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

    private static async Task<IResult> GetAsync(string id, HttpContext context, IOperationStore store, CancellationToken cancellationToken) =>
        await FindAsync(id, context, store, cancellationToken) is { } incident ? Results.Ok(IncidentAnswer.Of(incident)) : Unknown(id);

    private static async Task<IResult> RetryAsync(
        string id, VariablesRequest? request, HttpContext context, IOperationStore store, IInstanceOperations operations, CancellationToken cancellationToken) =>
        await FindAsync(id, context, store, cancellationToken) is null
            ? Unknown(id)
            : OperationResults.Answer(await operations.RetryIncidentAsync(id, request?.Variables ?? [], cancellationToken));

    private static async Task<IResult> SkipAsync(
        string id, SkipRequest? request, HttpContext context, IOperationStore store, IInstanceOperations operations, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, context, store, cancellationToken) is null)
            return Unknown(id);
        var skip = new SkipActivity
        {
            Outcomes = request?.Outcomes is { Count: > 0 } outcomes ? outcomes : ["Done"],
            Outputs = request?.Outputs ?? [],
            Variables = request?.Variables ?? [],
        };
        return OperationResults.Answer(await operations.SkipIncidentAsync(id, skip, cancellationToken));
    }

    private static async Task<IResult> CancelAsync(string id, HttpContext context, IOperationStore store, IInstanceOperations operations, CancellationToken cancellationToken) =>
        await FindAsync(id, context, store, cancellationToken) is null ? Unknown(id) : OperationResults.Answer(await operations.CancelIncidentAsync(id, cancellationToken));

    private static async ValueTask<IncidentRow?> FindAsync(string id, HttpContext context, IOperationStore store, CancellationToken cancellationToken) =>
        await store.FindIncidentAsync(id, cancellationToken) is { } incident && context.Caller().MaySee(incident.Tenant) ? incident : null;

    private static IResult Unknown(string id) => Problem.NotFound($"There is no incident '{id}'.");
}
