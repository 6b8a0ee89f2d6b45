using Orchestrator.Runtime.Effects;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Rest.Effects;

internal static class EffectEndpoints
{
    public static void MapEffects(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/effects").WithTags("Instances");
        group.MapGet("", ListAsync).WithSummary("List effects of which nobody knows whether they happened, oldest first")
            .WithDescription("An intent was saved, then the action failed or broke off before its receipt. `cause` is what the incident says.")
            .Produces<PagedList<UnresolvedEffectAnswer>>().ProducesProblem(400);
        group.MapPost("/settle", SettleAsync).WithSummary("Say whether an effect happened")
            .WithDescription("`happened: true` with the `receipt` hands it to the activity instead of acting again; `happened: false` lets the activity act when it is executed again. `then` says what becomes of the instance: `retry` executes its faulted activities again, `cancel` cancels it; without it the instance stays as it is.")
            .Produces<SettledAnswer>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, IEffectStore store, CancellationToken cancellationToken, string? tenant = null, int page = 0, int pageSize = 50)
    {
        var faults = Paging.Check(page, pageSize);
        if (faults.Any)
            return faults.ToProblem();
        var found = await store.ListUnresolvedAsync(context.Caller().Narrow(tenant), page, pageSize, cancellationToken);
        return Results.Ok(new PagedList<UnresolvedEffectAnswer>([.. found.Items.Select(UnresolvedEffectAnswer.Of)], found.TotalCount, page, pageSize));
    }

    private static async Task<IResult> SettleAsync(
        SettleRequest request, HttpContext context, IEffectStore store, IEffectLedger ledger, IInstanceOperations operations, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Key))
            errors["key"] = ["Give the key of the effect, as the list shows it."];
        if (request.Happened is null)
            errors["happened"] = ["Say true when the action happened, false when it did not."];
        if (request.Then is not (null or "retry" or "cancel"))
            errors["then"] = ["Say retry or cancel, or leave it out."];
        if (errors.Count > 0)
            return Problem.Invalid(errors);
        var caller = context.Caller();
        var found = await store.FindUnresolvedAsync(request.Key!, cancellationToken);
        if (found is null || (caller.Narrow(null) is { } own && own != found.Tenant)
            || !await ledger.SettleAsync(request.Key!, request.Happened!.Value, request.Receipt?.ToJsonString(), context.User.Identity?.Name ?? "somebody", cancellationToken))
            return Problem.NotFound($"No unresolved effect has the key '{request.Key}'.");

        // It is settled either way: an instance that is over cannot go on.
        var instanceId = found.Effect.InstanceId;
        var became = request.Then switch
        {
            "retry" when (await operations.RetryAsync(instanceId, new Dictionary<string, object?>(), cancellationToken)).Status == OperationStatus.Done => "retried",
            "cancel" when (await operations.CancelTreeAsync(instanceId, cancellationToken)).Count > 0 => "cancelled",
            _ => "unchanged",
        };
        return Results.Ok(new SettledAnswer(instanceId, became));
    }
}
