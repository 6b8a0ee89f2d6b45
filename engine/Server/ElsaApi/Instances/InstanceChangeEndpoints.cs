using Orchestrator.Core;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Instances;

internal static class InstanceChangeEndpoints
{
    public static void MapInstanceChanges(this RouteGroupBuilder group)
    {
        group.MapPost("/cancel/workflow-instances/{id}", CancelAsync).WithSummary("Cancel an instance").WithDescription("Cancels the instance and those that it started, and theirs. A finished one is left alone. The answer counts what was cancelled.")
            .Produces<CancelledAnswer>().Produces<ElsaErrorAnswer>(404);
        group.MapDelete("/workflow-instances/{id}", DeleteAsync).WithSummary("Delete an instance with its history").WithDescription("One that is running is cancelled first.")
            .Produces(204).Produces<ElsaErrorAnswer>(404);
        group.MapPost("/bulk-actions/cancel/workflow-instances", BulkCancelAsync).WithSummary("Cancel several instances").Produces<CancelledAnswer>();
        group.MapPost("/bulk-actions/delete/workflow-instances/by-id", BulkDeleteAsync).WithSummary("Delete several instances with their history").Produces<DeletedAnswer>();
        group.MapPost("/bulk-actions/delete/workflow-instances", BulkDeleteAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> CancelAsync(string id, HttpContext context, InstanceAccess access, IInstanceOperations operations, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context.Caller(), cancellationToken) is null)
            return ElsaError.UnknownInstance(id);
        return Json(new CancelledAnswer((await operations.CancelTreeAsync(id, cancellationToken)).Count));
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, InstanceAccess access, IInstanceOperations operations, IWorkflowStore store, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context.Caller(), cancellationToken) is not { } row)
            return ElsaError.UnknownInstance(id);
        await RemoveAsync(row, operations, store, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> BulkCancelAsync(IdsBody body, HttpContext context, InstanceAccess access, IInstanceOperations operations, CancellationToken cancellationToken)
    {
        var cancelled = 0;
        foreach (var id in body.Ids ?? [])
        {
            if (await access.FindAsync(id, context.Caller(), cancellationToken) is not null)
                cancelled += (await operations.CancelTreeAsync(id, cancellationToken)).Count;
        }

        return Json(new CancelledAnswer(cancelled));
    }

    private static async Task<IResult> BulkDeleteAsync(
        IdsBody body, HttpContext context, InstanceAccess access, IInstanceOperations operations, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var id in body.Ids ?? [])
        {
            if (await access.FindAsync(id, context.Caller(), cancellationToken) is { } row)
                deleted += await RemoveAsync(row, operations, store, cancellationToken);
        }

        return Json(new DeletedAnswer(deleted));
    }

    private static async ValueTask<int> RemoveAsync(InstanceSummary row, IInstanceOperations operations, IWorkflowStore store, CancellationToken cancellationToken)
    {
        if (row.Status == WorkflowStatus.Running)
            await operations.CancelTreeAsync(row.Id, cancellationToken);
        return await store.DeleteAsync([row.Id], cancellationToken);
    }

    private static IResult Json<T>(T value) => Results.Json(value, PlainJson.Options);
}
