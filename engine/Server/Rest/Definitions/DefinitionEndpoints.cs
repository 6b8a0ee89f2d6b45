using System.Text.Json.Nodes;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;
using Orchestrator.Server.Rest.Definitions.Transfer;

namespace Orchestrator.Server.Rest.Definitions;

/// <summary>Definitions. Tenants read the provider's and their own; only administrators change and execute them, for a definition acts with the provider's rights.</summary>
internal static class DefinitionEndpoints
{
    public static void MapDefinitions(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/definitions").WithTags("Definitions");
        group.MapGet("", ListAsync).WithSummary("List definitions")
            .WithDescription("`version`: Latest (default), Published, LatestOrPublished, LatestAndPublished, Draft, AllVersions or a number. `label`: only those with this label. `page` from 0.")
            .Produces<PagedList<DefinitionAnswer>>().ProducesProblem(400);
        group.MapExport();
        group.MapGet("/{definitionId}", GetAsync).WithSummary("Get a definition as Elsa 3 JSON").WithDescription("Carries an ETag; `If-None-Match` gives 304.")
            .Produces<JsonObject>().Produces(304).ProducesProblem(404);

        group.MapVersions();

        var write = api.MapGroup("/definitions").WithTags("Definitions").RequireAuthorization(AuthScheme.Administrators);
        write.MapPost("", CreateAsync).WithSummary("Save a new definition, or a new version of one").WithDescription("Elsa 3 JSON; `?publish=true` publishes it. 400 lists every fault.")
            .Produces<JsonObject>(201).ProducesProblem(400).ProducesProblem(409);
        write.MapPut("/{definitionId}", ReplaceAsync).WithSummary("Save a new version of a definition").WithDescription("`If-Match` with the ETag refuses to overwrite what somebody else has saved.")
            .Produces<JsonObject>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
        write.MapPost("/{definitionId}/publish", PublishAsync).WithSummary("Publish the latest version").WithDescription("`If-Match` with the ETag publishes only what you have seen.")
            .Produces<JsonObject>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(412);
        write.MapPost("/{definitionId}/retract", RetractAsync).WithSummary("Take the published version back to a draft").Produces<JsonObject>().ProducesProblem(404);
        write.MapDelete("/{definitionId}", DeleteAsync).WithSummary("Delete a definition with all its versions and instances").WithDescription("`If-Match` with the ETag deletes only what you have seen.")
            .Produces(204).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
        write.MapVersionWrites();
        write.MapImport();
        write.MapExecution();
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, IDefinitionStore store, LabelStore labels, CancellationToken cancellationToken, string? search = null, string? version = null, string? label = null, int page = 0, int pageSize = 50)
    {
        var faults = Paging.Check(page, pageSize);
        var options = VersionOptions.Parse(string.IsNullOrEmpty(version) ? nameof(VersionKind.Latest) : version);
        if (options is null)
            faults.Add("version", $"'{version}' is neither a number nor one of {string.Join(", ", Enum.GetNames<VersionKind>().Where(name => name != nameof(VersionKind.Specific)))}.");
        if (faults.Any)
            return faults.ToProblem();
        var known = await labels.AllAsync(cancellationToken);
        var labelled = string.IsNullOrWhiteSpace(label) ? null : known.Where(entry => entry.Value.Contains(label.Trim(), StringComparer.OrdinalIgnoreCase)).Select(entry => entry.Key).ToList();
        var found = await store.ListAsync(
            new DefinitionFilter { Search = search, Version = options!.Value, DefinitionIds = labelled, Tenant = context.Caller().Narrow(null), Page = page, PageSize = pageSize },
            cancellationToken);
        return Results.Ok(new PagedList<DefinitionAnswer>(
            [.. found.Items.Select(row => DefinitionAnswer.Of(row) with { Labels = known.GetValueOrDefault(row.DefinitionId, []) })], found.TotalCount, page, pageSize));
    }

    private static async Task<IResult> GetAsync(
        string definitionId, HttpContext context, IDefinitionStore store, CancellationToken cancellationToken, string? version = null)
    {
        if (VersionOptions.Parse(string.IsNullOrEmpty(version) ? nameof(VersionKind.Latest) : version) is not { } options)
            return Problem.Of(400, "The request is not valid", $"'{version}' is no version.");
        var found = await store.FindAsync(definitionId, options, cancellationToken);
        var caller = context.Caller();
        return found is null || (found.Tenant.Length > 0 && !caller.MaySee(found.Tenant)) ? DefinitionResults.Unknown(definitionId) : DefinitionDocument.Answer(context, found);
    }

    private static async Task<IResult> CreateAsync(
        JsonObject model, HttpContext context, IDefinitionService definitions, CancellationToken cancellationToken, bool publish = false)
    {
        var result = await definitions.SaveAsync(DefinitionDocument.WithoutFacts(model), new SaveDefinition { Publish = publish, SavedBy = context.Caller().User }, cancellationToken);
        return DefinitionResults.Answer(context, result, model["definitionId"]?.ToString() ?? "", created: true);
    }

    private static async Task<IResult> ReplaceAsync(
        string definitionId, JsonObject model, HttpContext context, IDefinitionStore store, IDefinitionService definitions, CancellationToken cancellationToken, bool publish = false)
    {
        var latest = await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken);
        if (latest is null)
            return DefinitionResults.Unknown(definitionId);
        if (DefinitionDocument.HasChanged(context, latest))
            return DefinitionResults.Changed(definitionId);
        var json = DefinitionDocument.WithoutFacts(model);
        json["definitionId"] = definitionId;
        return DefinitionResults.Answer(context, await definitions.SaveAsync(json, new SaveDefinition { Publish = publish, SavedBy = context.Caller().User }, cancellationToken), definitionId);
    }

    private static async Task<IResult> PublishAsync(
        string definitionId, HttpContext context, IDefinitionStore store, IDefinitionService definitions, CancellationToken cancellationToken) =>
        DefinitionDocument.HasChanged(context, await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken))
            ? DefinitionResults.Changed(definitionId)
            : DefinitionResults.Answer(context, await definitions.PublishAsync(definitionId, cancellationToken), definitionId);

    private static async Task<IResult> RetractAsync(string definitionId, HttpContext context, IDefinitionService definitions, CancellationToken cancellationToken) =>
        await definitions.RetractAsync(definitionId, cancellationToken) is { } retracted ? DefinitionDocument.Answer(context, retracted) : DefinitionResults.Unknown(definitionId);

    private static async Task<IResult> DeleteAsync(
        string definitionId, HttpContext context, IDefinitionStore store, IDefinitionService definitions, CancellationToken cancellationToken)
    {
        var latest = await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken);
        if (DefinitionDocument.HasChanged(context, latest))
            return DefinitionResults.Changed(definitionId);
        if (latest is { IsReadonly: true })
            return Problem.Of(StatusCodes.Status409Conflict, "The definition is built in", $"'{definitionId}' cannot be deleted; retract it instead.");
        return await definitions.DeleteAsync(definitionId, cancellationToken) ? Results.NoContent() : DefinitionResults.Unknown(definitionId);
    }
}
