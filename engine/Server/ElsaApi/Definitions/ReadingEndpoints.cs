using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Definitions;

internal static class ReadingEndpoints
{
    public static void MapReading(this RouteGroupBuilder group)
    {
        group.MapGet("", ListAsync).WithSummary("List definitions").WithDescription("Without `Page` all that match. `OrderBy`: Created, Name, Version.")
            .Produces<DefinitionPage>().Produces<ElsaErrorAnswer>(400);
        group.MapGet("/by-definition-id/{definitionId}", ByDefinitionIdAsync).WithSummary("Get a version of a definition").Produces<JsonObject>().Produces<ElsaErrorAnswer>(404);
        group.MapGet("/by-id/{versionId}", ByIdAsync).WithSummary("Get a version by its own id").Produces<JsonObject>().Produces<ElsaErrorAnswer>(404);
        group.MapGet("/many-by-id", ManyByIdAsync).WithSummary("Get several versions by their own ids").Produces<ElsaList<JsonObject>>();
        group.MapGet("/query/count", CountAsync).WithSummary("Count definitions").Produces<CountAnswer>();
        group.MapGet("/validation/is-name-unique", IsNameUniqueAsync).WithSummary("Ask whether no other definition has a name").Produces<UniqueAnswer>();
    }

    private static async Task<IResult> ListAsync([AsParameters] DefinitionQuery query, HttpContext context, IDefinitionStore store, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var mayWrite = caller.MayWriteDefinitions();
        var (filter, reasons) = query.ToFilter(caller);
        if (filter is null)
            return ElsaError.Invalid(reasons);
        if (query.IsSystem == true)
            return Json(new DefinitionPage([], 0, DefinitionLinks.OfList(mayWrite)));
        var found = await store.ListAsync(filter, cancellationToken);
        return Json(new DefinitionPage([.. found.Items.Select(row => DefinitionSummaryAnswer.Of(row, mayWrite))], found.TotalCount, DefinitionLinks.OfList(mayWrite)));
    }

    private static async Task<IResult> ByDefinitionIdAsync(
        string definitionId, HttpContext context, IDefinitionStore store, DefinitionViews views, CancellationToken cancellationToken, string? versionOptions = null)
    {
        if (VersionOptions.Parse(string.IsNullOrEmpty(versionOptions) ? nameof(VersionKind.Latest) : versionOptions) is not { } version)
            return ElsaError.Invalid($"versionOptions: '{versionOptions}' is no version.");
        var caller = context.Caller();
        return await store.FindAsync(caller, definitionId, version, cancellationToken) is { } found
            ? Json((await views.ForAsync(caller, cancellationToken)).Of(found))
            : ElsaError.UnknownDefinition(definitionId);
    }

    private static async Task<IResult> ByIdAsync(string versionId, HttpContext context, IDefinitionStore store, DefinitionViews views, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        return await store.FindAsync(caller, versionId, cancellationToken) is { } found
            ? Json((await views.ForAsync(caller, cancellationToken)).Of(found))
            : ElsaError.NotFound($"There is no version '{versionId}' of a workflow definition.");
    }

    private static async Task<IResult> ManyByIdAsync(string[]? ids, HttpContext context, IDefinitionStore store, DefinitionViews views, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var found = await store.ListAsync(new DefinitionFilter { Version = VersionOptions.All, Ids = ids ?? [], Tenant = caller.Narrow(null) }, cancellationToken);
        var view = await views.ForAsync(caller, cancellationToken);
        return Json(new ElsaList<JsonObject>([.. found.Items.Select(view.Of)]));
    }

    private static async Task<IResult> CountAsync(HttpContext context, IDefinitionStore store, CancellationToken cancellationToken) =>
        Json(new CountAnswer((await store.ListAsync(new DefinitionFilter { Tenant = context.Caller().Narrow(null), PageSize = 1 }, cancellationToken)).TotalCount));

    private static async Task<IResult> IsNameUniqueAsync(
        HttpContext context, IDefinitionStore store, CancellationToken cancellationToken, string? name = null, string? definitionId = null)
    {
        var wanted = name?.Trim() ?? "";
        var found = await store.ListAsync(new DefinitionFilter { Search = wanted, Tenant = context.Caller().Narrow(null) }, cancellationToken);
        return Json(new UniqueAnswer(!found.Items.Any(row => row.DefinitionId != definitionId && row.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase))));
    }

    private static IResult Json<T>(T value) => Results.Json(value, PlainJson.Options);
}
