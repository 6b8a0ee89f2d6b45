using System.Text.Json;
using Orchestrator.Core;
using Orchestrator.Server.Auth;
using Orchestrator.Server.ElsaApi.Instances;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Execution;

internal static class StartingEndpoints
{
    /// <summary>Carries the id of the instance; Studio goes to it.</summary>
    public const string InstanceIdHeader = "x-elsa-workflow-instance-id";

    /// <summary>Says that the activation strategy refuses another instance.</summary>
    public const string CannotStartHeader = "x-elsa-workflow-cannot-start";

    /// <summary>How long an execution is waited for; a longer burst goes on without the caller.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void MapStarting(this RouteGroupBuilder group)
    {
        group.MapPost("/{definitionId}/execute", (string definitionId, ExecuteBody? body, HttpContext context, Starter starter, CancellationToken cancellationToken) =>
                ExecuteAsync(definitionId, body ?? new ExecuteBody(), context, starter, cancellationToken))
            .WithSummary("Start a workflow and wait for its first suspension")
            .WithDescription($"The header `{InstanceIdHeader}` names the instance. 500 carries the state of a workflow that has faulted. After 30 s the state so far is answered. "
                + $"`{CannotStartHeader}: True` and no body: the activation strategy refuses another instance.")
            .Produces<ExecutedAnswer>().Produces<ElsaErrorAnswer>(400).Produces<ElsaErrorAnswer>(404).Produces<ExecutedAnswer>(500);
        group.MapGet("/{definitionId}/execute", ExecuteByGetAsync).WithSummary("Start a workflow by GET and wait for its first suspension")
            .Produces<ExecutedAnswer>().Produces<ElsaErrorAnswer>(404).Produces<ExecutedAnswer>(500);
        group.MapPost("/{definitionId}/dispatch", DispatchAsync).WithSummary("Start a workflow and return as soon as that is durable")
            .Produces<DispatchedAnswer>().Produces<ElsaErrorAnswer>(400).Produces<ElsaErrorAnswer>(404);
        group.MapPost("/{definitionId}/bulk-dispatch", BulkDispatchAsync).WithSummary("Start several instances of a workflow")
            .Produces<BulkDispatchedAnswer>().Produces<ElsaErrorAnswer>(400).Produces<ElsaErrorAnswer>(404);
    }

    private static Task<IResult> ExecuteByGetAsync(
        string definitionId, HttpContext context, Starter starter, CancellationToken cancellationToken, string? correlationId = null, string? triggerActivityId = null,
        string? versionOptions = null, string? input = null)
    {
        Dictionary<string, object?>? values = null;
        try
        {
            if (!string.IsNullOrWhiteSpace(input))
                values = JsonSerializer.Deserialize<Dictionary<string, object?>>(input, PlainJson.Options);
        }
        catch (JsonException exception)
        {
            return Task.FromResult(ElsaError.Invalid($"input: {JsonFault.Describe(exception)}"));
        }

        return ExecuteAsync(definitionId, new ExecuteBody(values, correlationId, null, null, triggerActivityId, versionOptions), context, starter, cancellationToken);
    }

    private static async Task<IResult> ExecuteAsync(string definitionId, ExecuteBody body, HttpContext context, Starter starter, CancellationToken cancellationToken)
    {
        var (start, problem) = await starter.PrepareAsync(definitionId, body, context.Caller(), cancellationToken);
        if (start is null)
            return problem!;
        using var patience = new CancellationTokenSource(Patience, starter.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        WorkflowState? state;
        try
        {
            var result = await starter.Runtime.RunAsync(start, linked.Token);
            if (result.InstanceId is null)
            {
                context.Response.Headers[CannotStartHeader] = "True";
                return Results.Ok();
            }

            state = result.State;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            state = await starter.StateAsync(start.InstanceId!, cancellationToken);
        }

        context.Response.Headers[InstanceIdHeader] = start.InstanceId;
        return Results.Json(
            new ExecutedAnswer(state is null ? null : WorkflowStateAnswer.Of(state)),
            PlainJson.Options,
            statusCode: state?.SubStatus == WorkflowSubStatus.Faulted ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
    }

    private static async Task<IResult> DispatchAsync(string definitionId, ExecuteBody? body, HttpContext context, Starter starter, CancellationToken cancellationToken)
    {
        var (start, problem) = await starter.PrepareAsync(definitionId, body ?? new ExecuteBody(), context.Caller(), cancellationToken);
        if (start is null)
            return problem!;
        if (await starter.Runtime.StartAsync(start, cancellationToken) is not { } id)
        {
            context.Response.Headers[CannotStartHeader] = "True";
            return Results.Ok();
        }

        context.Response.Headers[InstanceIdHeader] = id;
        return Results.Json(new DispatchedAnswer(id), PlainJson.Options);
    }

    private static async Task<IResult> BulkDispatchAsync(
        string definitionId, BulkDispatchBody? body, HttpContext context, Starter starter, CancellationToken cancellationToken)
    {
        var count = body?.Count ?? 1;
        if (count is < 1 or > BulkDispatchBody.MaxCount)
            return ElsaError.Invalid($"count: Is {count}; it must be 1 to {BulkDispatchBody.MaxCount}.");
        var ids = new List<string>();
        var (first, problem) = await starter.PrepareAsync(definitionId, body?.Each ?? new ExecuteBody(), context.Caller(), cancellationToken);
        if (first is null)
            return problem!;
        for (var i = 0; i < count; i++)
        {
            if (await starter.Runtime.StartAsync(starter.Another(first), cancellationToken) is { } id)
                ids.Add(id);
        }

        return Results.Json(new BulkDispatchedAnswer(ids), PlainJson.Options);
    }
}
