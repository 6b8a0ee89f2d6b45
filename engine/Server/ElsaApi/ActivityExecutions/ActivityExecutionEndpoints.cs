using Orchestrator.Server.Auth;
using Orchestrator.Server.ElsaApi.Instances;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.ActivityExecutions;

internal static class ActivityExecutionEndpoints
{
    public static void MapActivityExecutions(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags("Activity executions");
        group.MapGet("/activity-executions/list", (HttpContext context, InstanceAccess access, ExecutionReader reader, CancellationToken cancellationToken, string? workflowInstanceId = null, string? activityNodeId = null) =>
                ListAsync(workflowInstanceId, activityNodeId, true, context, access, reader, cancellationToken))
            .WithSummary("List executions of activities").WithDescription("The oldest first; at most those in the newest 20,000 lines of the journal.")
            .Produces<ElsaList<ExecutionAnswer>>().Produces<ElsaErrorAnswer>(404);
        group.MapGet("/activity-execution-summaries/list", (HttpContext context, InstanceAccess access, ExecutionReader reader, CancellationToken cancellationToken, string? workflowInstanceId = null, string? activityNodeId = null) =>
                ListAsync(workflowInstanceId, activityNodeId, false, context, access, reader, cancellationToken))
            .WithSummary("List executions of activities without their values").Produces<ElsaList<ExecutionAnswer>>().Produces<ElsaErrorAnswer>(404);
        group.MapGet("/activity-executions/count", CountAsync).WithSummary("Count the executions of activities").Produces<Definitions.CountAnswer>().Produces<ElsaErrorAnswer>(404);
        group.MapGet("/activity-executions/by-id", (HttpContext context, InstanceAccess access, ExecutionReader reader, CancellationToken cancellationToken, string? id = null) =>
                ByIdAsync(id, context, access, reader, cancellationToken))
            .WithSummary("Get an execution by its id").Produces<ExecutionAnswer>().Produces<ElsaErrorAnswer>(404);
        group.MapGet("/activity-executions/{id}", ByIdAsync).WithSummary("Get an execution").Produces<ExecutionAnswer>().Produces<ElsaErrorAnswer>(404);
        group.MapGet("/activity-executions/{id}/call-stack", StackAsync).WithSummary("Get an execution with the containers around it").Produces<CallStackAnswer>().Produces<ElsaErrorAnswer>(404);
        group.MapPost("/activity-executions/report", ReportAsync).WithSummary("Count what became of the activities at given places").Produces<ReportAnswer>().Produces<ElsaErrorAnswer>(404);
    }

    private static async Task<IResult> ListAsync(
        string? instanceId, string? nodeId, bool withData, HttpContext context, InstanceAccess access, ExecutionReader reader, CancellationToken cancellationToken) =>
        await access.FindAsync(instanceId ?? "", context.Caller(), cancellationToken) is { } instance
            ? Json(new ElsaList<ExecutionAnswer>(await reader.ListAsync(instance, string.IsNullOrEmpty(nodeId) ? null : nodeId, withData, cancellationToken)))
            : ElsaError.UnknownInstance(instanceId ?? "");

    private static async Task<IResult> CountAsync(
        HttpContext context, InstanceAccess access, ExecutionReader reader, CancellationToken cancellationToken, string? workflowInstanceId = null)
    {
        if (await access.FindAsync(workflowInstanceId ?? "", context.Caller(), cancellationToken) is not { } instance)
            return ElsaError.UnknownInstance(workflowInstanceId ?? "");
        return Json(new Definitions.CountAnswer((await reader.CountAsync(instance.Id, null, cancellationToken)).Sum(count => count.StartedCount)));
    }

    private static async Task<IResult> ByIdAsync(string? id, HttpContext context, InstanceAccess access, ExecutionReader reader, CancellationToken cancellationToken)
    {
        if (ExecutionId.TryParse(id, out var instanceId, out var executionId)
            && await access.FindAsync(instanceId, context.Caller(), cancellationToken) is { } instance
            && await reader.FindAsync(instance, [executionId], cancellationToken) is [var execution])
        {
            return Json(execution);
        }

        return Unknown(id);
    }

    private static async Task<IResult> StackAsync(
        string id, HttpContext context, InstanceAccess access, ExecutionReader reader, CancellationToken cancellationToken, int skip = 0, int? take = null)
    {
        if (!ExecutionId.TryParse(id, out var instanceId, out var executionId) || await access.FindAsync(instanceId, context.Caller(), cancellationToken) is not { } instance)
            return Unknown(id);
        var stack = await reader.StackAsync(instance, executionId, cancellationToken);
        return stack.Count == 0 ? Unknown(id) : Json(new CallStackAnswer(id, [.. stack.Skip(skip).Take(take ?? int.MaxValue)], stack.Count));
    }

    private static async Task<IResult> ReportAsync(ReportBody body, HttpContext context, InstanceAccess access, ExecutionReader reader, CancellationToken cancellationToken)
    {
        var id = body.WorkflowInstanceId ?? "";
        return await access.FindAsync(id, context.Caller(), cancellationToken) is { } instance
            ? Json(new ReportAnswer(await reader.CountAsync(instance.Id, body.ActivityNodeIds, cancellationToken)))
            : ElsaError.UnknownInstance(id);
    }

    private static IResult Unknown(string? id) => ElsaError.NotFound($"There is no activity execution '{id}'.");

    private static IResult Json<T>(T value) => Results.Json(value, PlainJson.Options);
}
