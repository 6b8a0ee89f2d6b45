using Orchestrator.Runtime;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;
using Orchestrator.Server.Rest.Idempotency;
using Orchestrator.Server.Rest.Operations;

namespace Orchestrator.Server.Rest.Instances;

internal static class InstanceEndpoints
{
    private const int MaxTake = 1000;

    public static void MapInstances(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/instances").WithTags("Instances");
        group.MapGet("", ListAsync).WithSummary("List instances")
            .WithDescription("`status`: Running, Finished. `subStatus`: Pending, Executing, Suspended, Finished, Cancelled, Faulted, Interrupted; several separated by commas. `orderBy`: Created, LastExecuted, Finished, Name, with ` asc` for the oldest first.")
            .Produces<PagedList<InstanceAnswer>>().ProducesProblem(400);
        group.MapGet("/{id}", GetAsync).WithSummary("Get an instance with its values, waits and incidents").Produces<InstanceDetail>().ProducesProblem(404);
        group.MapGet("/{id}/journal", JournalAsync).WithSummary("Read the history of an instance").Produces<ItemList<JournalAnswer>>().ProducesProblem(400).ProducesProblem(404);
        group.MapGet("/{id}/effects", EffectsAsync).WithSummary("List what an instance did to the outside world").Produces<ItemList<EffectAnswer>>().ProducesProblem(404);
        group.MapGet("/{id}/why", WhyAsync).WithSummary("Tell why an instance waits and what would wake it").Produces<WaitAnswer>().ProducesProblem(404);
        group.MapGet("/{id}/events", InstanceEvents.StreamAsync).WithSummary("Follow an instance and its journal (server-sent events)")
            .WithDescription("Events `journal` (one line; its id is the sequence), `state` (the instance as lists show it) and, when it has finished, `end`. `Last-Event-ID` or `?after=` goes on after a line.")
            .Produces<JournalAnswer>(contentType: "text/event-stream").ProducesProblem(404);
        group.MapPost("/{id}/cancel", CancelAsync).WithSummary("Cancel an instance")
            .WithDescription("And, unless `?children=false`, all instances that descend from it. The activity at work sees its token within a second.")
            .Produces<CancelledAnswer>(202).ProducesProblem(404).ProducesProblem(409);
        group.MapPost("/{id}/retry", RetryAsync).WithSummary("Execute the faulted activities of an instance again")
            .WithDescription("`variables` of the workflow are changed before.")
            .Produces<OperationAnswer>(202).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        group.MapPost("/{id}/rerun", RerunAsync).WithSummary("Run an instance again, from a chosen activity")
            .WithDescription("Makes a new instance of the same version with its input, correlation id and the values of its variables; the first one is cancelled when it still runs.")
            .Produces<OperationAnswer>(202).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        group.MapPost("/{id}/bookmarks/{bookmarkId}/resume", ResumeAsync).WithSummary("Resume what an instance waits for, by hand")
            .WithDescription("As if the event had come, or the time. `input` is what the event would have brought.")
            .Produces<OperationAnswer>(202).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        group.MapBulk();
        group.MapDelete("/{id}", DeleteAsync).WithSummary("Delete a finished instance with its history").Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync([AsParameters] InstanceQuery query, HttpContext context, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var filter = query.ToFilter(context.Caller(), faults);
        if (faults.Any)
            return faults.ToProblem();
        var found = await store.ListAsync(filter, cancellationToken);
        return Results.Ok(new PagedList<InstanceAnswer>([.. found.Items.Select(InstanceAnswer.Of)], found.TotalCount, filter.Page, filter.PageSize));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, InstanceReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, context.Caller(), cancellationToken) is { } detail ? Results.Ok(detail) : Unknown(id);

    private static async Task<IResult> JournalAsync(
        string id, HttpContext context, InstanceReader reader, IWorkflowStore store, CancellationToken cancellationToken, int skip = 0, int take = 200)
    {
        var faults = new Faults();
        faults.Within("skip", skip, 0, int.MaxValue);
        faults.Within("take", take, 1, MaxTake);
        if (faults.Any)
            return faults.ToProblem();
        if (await reader.FindSummaryAsync(id, context.Caller(), cancellationToken) is null)
            return Unknown(id);
        var journal = await store.ListJournalAsync(id, skip, take, cancellationToken);
        return Results.Ok(new ItemList<JournalAnswer>([.. journal.Items.Select(JournalAnswer.Of)], journal.TotalCount));
    }

    private static async Task<IResult> EffectsAsync(string id, HttpContext context, InstanceReader reader, IWorkflowStore store, CancellationToken cancellationToken) =>
        await reader.FindSummaryAsync(id, context.Caller(), cancellationToken) is null
            ? Unknown(id)
            : Results.Ok(new ItemList<EffectAnswer>([.. (await store.ListEffectsAsync(id, cancellationToken)).Select(EffectAnswer.Of)]));

    private static async Task<IResult> WhyAsync(string id, HttpContext context, InstanceReader reader, IInstanceOperations operations, CancellationToken cancellationToken) =>
        await reader.FindSummaryAsync(id, context.Caller(), cancellationToken) is not null && await operations.WhyAsync(id, cancellationToken) is { } report
            ? Results.Ok(WaitAnswer.Of(report))
            : Unknown(id);

    private static async Task<IResult> CancelAsync(
        string id, HttpContext context, InstanceReader reader, IInstanceOperations operations, IWorkflowRuntime runtime, CancellationToken cancellationToken, bool children = true)
    {
        if (await reader.FindSummaryAsync(id, context.Caller(), cancellationToken) is null)
            return Unknown(id);
        var cancelled = children ? await operations.CancelTreeAsync(id, cancellationToken) : await runtime.CancelAsync(id, cancellationToken) ? [id] : [];
        return cancelled.Count > 0
            ? Results.Accepted($"/api/v1/instances/{id}", new CancelledAnswer(cancelled))
            : Problem.Of(409, "Not cancelled", $"Instance '{id}' is finished already.");
    }

    private static async Task<IResult> RetryAsync(
        string id, VariablesRequest? request, HttpContext context, InstanceReader reader, IInstanceOperations operations, CancellationToken cancellationToken) =>
        await reader.FindSummaryAsync(id, context.Caller(), cancellationToken) is null
            ? Unknown(id)
            : OperationResults.Answer(await operations.RetryAsync(id, request?.Variables ?? [], cancellationToken));

    private static async Task<IResult> RerunAsync(
        string id, RerunRequest? request, HttpContext context, InstanceReader reader, IInstanceOperations operations, CancellationToken cancellationToken)
    {
        if (await reader.FindSummaryAsync(id, context.Caller(), cancellationToken) is null)
            return Unknown(id);
        var rerun = new RerunInstance
        {
            ActivityId = request?.ActivityId,
            Variables = request?.Variables ?? [],
            Input = request?.Input ?? [],
            IdempotencyKey = IdempotencyHeader.Of(context),
        };
        return OperationResults.Answer(await operations.RerunAsync(id, rerun, cancellationToken));
    }

    private static async Task<IResult> ResumeAsync(
        string id, string bookmarkId, ResumeRequest? request, HttpContext context, InstanceReader reader, IWorkflowRuntime runtime, CancellationToken cancellationToken)
    {
        if (await reader.FindSummaryAsync(id, context.Caller(), cancellationToken) is null)
            return Unknown(id);
        return await runtime.ResumeBookmarkAsync(id, bookmarkId, request?.Input, cancellationToken)
            ? Results.Accepted($"/api/v1/instances/{id}", new OperationAnswer(id))
            : Problem.Of(409, "Not resumed", $"Instance '{id}' does not wait at bookmark '{bookmarkId}' any more.");
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, InstanceReader reader, IWorkflowStore store, CancellationToken cancellationToken)
    {
        if (await reader.FindSummaryAsync(id, context.Caller(), cancellationToken) is not { } summary)
            return Unknown(id);
        if (summary.Status != Core.WorkflowStatus.Finished)
            return Problem.Of(409, "Still running", $"Instance '{id}' is {summary.SubStatus}: cancel it first.");
        await store.DeleteAsync([id], cancellationToken);
        return Results.NoContent();
    }

    private static IResult Unknown(string id) => Problem.NotFound($"There is no instance '{id}'.");
}
