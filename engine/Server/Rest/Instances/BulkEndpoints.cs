using Orchestrator.Core;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>The same for many instances at once.</summary>
internal static class BulkEndpoints
{
    private const int Most = 500;

    public static void MapBulk(this RouteGroupBuilder group)
    {
        group.MapPost("/cancel", CancelAsync).WithSummary("Cancel many instances with their descendants")
            .WithDescription("By `ids`, or all running ones of a `definitionId`, `tenant` or `correlationId`; at most 500 a request, `remaining` tells how many are left.")
            .Produces<BulkAnswer>().ProducesProblem(400);
        group.MapPost("/retry", RetryAsync).WithSummary("Execute the faulted activities of many instances again")
            .WithDescription("By `ids`, or all with incidents of a `definitionId`, `tenant` or `correlationId`; at most 500 a request.")
            .Produces<BulkAnswer>().ProducesProblem(400).ProducesProblem(503);
    }

    private static Task<IResult> CancelAsync(BulkRequest request, HttpContext context, IWorkflowStore store, IInstanceOperations operations, CancellationToken cancellationToken) => EachAsync(
        request,
        new InstanceFilter { Statuses = [WorkflowStatus.Running] },
        context,
        store,
        async id => (await operations.CancelTreeAsync(id, cancellationToken)).Count > 0 ? null : "It is finished already.",
        cancellationToken);

    private static Task<IResult> RetryAsync(BulkRequest request, HttpContext context, IWorkflowStore store, IInstanceOperations operations, CancellationToken cancellationToken) => EachAsync(
        request,
        new InstanceFilter { HasIncidents = true },
        context,
        store,
        async id => await operations.RetryAsync(id, request.Variables ?? [], cancellationToken) switch
        {
            { Status: OperationStatus.Done } => null,
            { Status: OperationStatus.Invalid } invalid => string.Join(" ", invalid.Faults.Values),
            var other => other.Reason,
        },
        cancellationToken);

    private static async Task<IResult> EachAsync(
        BulkRequest request, InstanceFilter filter, HttpContext context, IWorkflowStore store, Func<string, ValueTask<string?>> act, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var byFilter = request.DefinitionId is not null || request.Tenant is not null || request.CorrelationId is not null;
        if (request.Ids is null == !byFilter)
            faults.Add("ids", "Give either ids, or a definitionId, tenant or correlationId.");
        if (request.Ids is { } given)
            faults.Within("ids", given.Count, 1, Most);
        if (faults.Any)
            return faults.ToProblem();

        var caller = context.Caller();
        var ids = request.Ids ?? [];
        var remaining = 0L;
        if (request.Ids is null)
        {
            var found = await store.ListAsync(
                filter with { Tenant = caller.Narrow(request.Tenant), DefinitionId = request.DefinitionId, CorrelationId = request.CorrelationId, Ascending = true, PageSize = Most },
                cancellationToken);
            ids = [.. found.Items.Select(item => item.Id)];
            remaining = found.TotalCount - ids.Count;
        }

        var done = new List<string>();
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            var seen = await store.FindSummaryAsync(id, cancellationToken) is { } summary && caller.MaySee(summary.Tenant);
            if ((seen ? await act(id) : "There is no such instance.") is { } reason)
                refused[id] = reason;
            else
                done.Add(id);
        }

        return Results.Ok(new BulkAnswer(done, refused, remaining));
    }
}
