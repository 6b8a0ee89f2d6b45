using Microsoft.AspNetCore.Mvc;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Rest.Definitions;

internal static class ExecutionEndpoints
{
    public static void MapExecution(this RouteGroupBuilder group)
    {
        group.MapPost("/{definitionId}/execute", ExecuteAsync).WithSummary("Start a definition and wait for the end of its first burst")
            .WithDescription("The published version, else the latest. Faults of activities are in `incidents`.")
            .Produces<ExecuteAnswer>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        group.MapPost("/{definitionId}/dispatch", DispatchAsync).WithSummary("Start a definition and return as soon as that is durable")
            .WithDescription("A second request with the same `Idempotency-Key` starts nothing and answers with the instance of the first.")
            .Produces<DispatchAnswer>(202).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ExecuteAsync(
        string definitionId, ExecuteRequest? request, IDefinitionStore store, ITenantDirectory tenants, IWorkflowRuntime runtime, CancellationToken cancellationToken)
    {
        var (start, problem) = await PrepareAsync(definitionId, request, store, tenants, cancellationToken);
        if (start is null)
            return problem!;
        var result = await runtime.RunAsync(start, cancellationToken);
        return result is { InstanceId: { } id, State: { } state } ? Results.Ok(ExecuteAnswer.Of(id, state)) : Refused(definitionId);
    }

    private static async Task<IResult> DispatchAsync(
        string definitionId,
        ExecuteRequest? request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        IDefinitionStore store,
        ITenantDirectory tenants,
        IWorkflowRuntime runtime,
        CancellationToken cancellationToken)
    {
        var (start, problem) = await PrepareAsync(definitionId, request, store, tenants, cancellationToken);
        if (start is null)
            return problem!;
        if (!string.IsNullOrEmpty(idempotencyKey))
            start = start with { IdempotencyKey = $"dispatch:{start.Tenant}:{definitionId}:{idempotencyKey}" };
        return await runtime.StartAsync(start, cancellationToken) is { } id ? Results.Accepted($"/api/v1/instances/{id}", new DispatchAnswer(id)) : Refused(definitionId);
    }

    private static async ValueTask<(StartWorkflow? Start, IResult? Problem)> PrepareAsync(
        string definitionId, ExecuteRequest? request, IDefinitionStore store, ITenantDirectory tenants, CancellationToken cancellationToken)
    {
        var definition = await store.FindAsync(definitionId, VersionOptions.Published, cancellationToken)
            ?? await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken);
        if (definition is null)
            return (null, DefinitionResults.Unknown(definitionId));
        var tenant = definition.Tenant;
        if (!string.IsNullOrWhiteSpace(request?.Tenant))
        {
            if (await tenants.FindAsync(request.Tenant, cancellationToken) is not { } found)
                return (null, Problem.Invalid(new Dictionary<string, string[]> { ["tenant"] = [$"There is no tenant '{request.Tenant}'."] }));
            tenant = found.Name;
        }

        return (
            new StartWorkflow
            {
                DefinitionId = definitionId,
                DefinitionVersionId = definition.Id,
                Input = request?.Input ?? [],
                CorrelationId = request?.CorrelationId,
                Name = request?.Name,
                Tenant = tenant,
            },
            null);
    }

    private static IResult Refused(string definitionId) =>
        Problem.Of(StatusCodes.Status409Conflict, "The workflow does not start now", $"The activation strategy of '{definitionId}' refuses another instance.");
}
