using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Rest.Definitions;

namespace Orchestrator.Server.Rest.Retention;

/// <summary>How long finished instances stay, by definition.</summary>
internal static class RetentionEndpoints
{
    public static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddSingleton<RetentionStore>()
        .AddSingleton<RetentionArchive>()
        .AddSingleton<Retention>()
        .AddHostedService<RetentionSweeper>();

    public static void MapRetention(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/retention").WithTags("Retention").RequireAuthorization(AuthScheme.Administrators);
        group.MapGet("", GetDefaultAsync).WithSummary("Get how long finished instances stay").WithDescription("Of definitions without a policy of their own. At first: for ever.").Produces<RetentionAnswer>();
        group.MapPut("", SaveDefaultAsync).WithSummary("Set how long finished instances stay").Produces<RetentionAnswer>().ProducesProblem(400);
        group.MapPost("/sweep", SweepAsync).WithSummary("Archive and delete now what is no longer kept").WithDescription("It also happens every ten minutes.").Produces<RetentionResult>();

        var own = api.MapGroup("/definitions/{definitionId}/retention").WithTags("Retention").RequireAuthorization(AuthScheme.Administrators);
        own.MapGet("", GetAsync).WithSummary("Get how long finished instances of a definition stay").Produces<RetentionAnswer>().ProducesProblem(404);
        own.MapPut("", SaveAsync).WithSummary("Set how long finished instances of a definition stay").Produces<RetentionAnswer>().ProducesProblem(400).ProducesProblem(404);
        own.MapDelete("", DeleteAsync).WithSummary("Let the default hold for a definition").Produces(204).ProducesProblem(404);
    }

    private static async Task<RetentionAnswer> GetDefaultAsync(RetentionStore policies, CancellationToken cancellationToken) =>
        RetentionAnswer.Of(await policies.DefaultAsync(cancellationToken), isOwn: false);

    private static async Task<IResult> SaveDefaultAsync(RetentionPolicy policy, RetentionStore policies, CancellationToken cancellationToken)
    {
        if (policy.Check() is { Any: true } faults)
            return faults.ToProblem();
        await policies.SaveDefaultAsync(policy, cancellationToken);
        return Results.Ok(RetentionAnswer.Of(policy, isOwn: false));
    }

    private static async Task<RetentionResult> SweepAsync(Retention retention, CancellationToken cancellationToken) => await retention.SweepAsync(cancellationToken);

    private static async Task<IResult> GetAsync(string definitionId, RetentionStore policies, IDefinitionStore definitions, CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync(definitionId, VersionOptions.Latest, cancellationToken) is null)
            return DefinitionResults.Unknown(definitionId);
        var own = await policies.OwnAsync(definitionId, cancellationToken);
        return Results.Ok(RetentionAnswer.Of(own ?? await policies.DefaultAsync(cancellationToken), own is not null));
    }

    private static async Task<IResult> SaveAsync(string definitionId, RetentionPolicy policy, RetentionStore policies, IDefinitionStore definitions, CancellationToken cancellationToken)
    {
        if (policy.Check() is { Any: true } faults)
            return faults.ToProblem();
        if (await definitions.FindAsync(definitionId, VersionOptions.Latest, cancellationToken) is null)
            return DefinitionResults.Unknown(definitionId);
        await policies.SaveAsync(definitionId, policy, cancellationToken);
        return Results.Ok(RetentionAnswer.Of(policy, isOwn: true));
    }

    private static async Task<IResult> DeleteAsync(string definitionId, RetentionStore policies, IDefinitionStore definitions, CancellationToken cancellationToken)
    {
        var isKnown = await policies.DeleteAsync(definitionId, cancellationToken) || await definitions.FindAsync(definitionId, VersionOptions.Latest, cancellationToken) is not null;
        return isKnown ? Results.NoContent() : DefinitionResults.Unknown(definitionId);
    }
}
