using System.Text.Json.Nodes;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Definitions;

internal static class SavingEndpoints
{
    public static void MapSaving(this RouteGroupBuilder group)
    {
        group.MapPost("", SaveAsync).WithSummary("Create, save or publish a definition")
            .WithDescription("A published latest version is left as it is and a new draft made; a draft is replaced unless an instance runs it. 400 lists every fault.")
            .Produces<SavedAnswer>().Produces<ElsaErrorAnswer>(400);
        group.MapPost("/import", ImportAsync).WithSummary("Import a definition as a draft").WithDescription("The ids of the file are kept.")
            .Produces<JsonObject>().Produces<ElsaErrorAnswer>(400);
        group.MapPost("/{definitionId}/publish", PublishAsync).WithSummary("Publish the latest version").Produces<SavedAnswer>().Produces<ElsaErrorAnswer>(400).Produces<ElsaErrorAnswer>(404);
        group.MapPost("/{definitionId}/retract", RetractAsync).WithSummary("Take the published version back to a draft").Produces<JsonObject>().Produces<ElsaErrorAnswer>(404);
        group.MapDelete("/{definitionId}", DeleteAsync).WithSummary("Delete a definition with all its versions and instances")
            .Produces(204).Produces<ElsaErrorAnswer>(400).Produces<ElsaErrorAnswer>(404);
    }

    private static async Task<IResult> SaveAsync(SaveRequest request, DefinitionWriter writer, HttpContext context, DefinitionViews views, CancellationToken cancellationToken)
    {
        if (request.Model is null)
            return ElsaError.Invalid("model: Is missing.");
        var write = await writer.SaveAsync(request.Model, request.Publish ?? false, context.Caller(), cancellationToken);
        return write.Saved is { } saved ? await SavedAsync(saved, false, context, views, cancellationToken) : write.Refusal!;
    }

    private static async Task<IResult> ImportAsync(JsonObject model, DefinitionWriter writer, HttpContext context, DefinitionViews views, CancellationToken cancellationToken)
    {
        var write = await writer.SaveAsync(model, publish: false, context.Caller(), cancellationToken);
        return write.Saved is { } saved ? Results.Json((await views.ForAsync(context.Caller(), cancellationToken)).Of(saved), PlainJson.Options) : write.Refusal!;
    }

    private static async Task<IResult> PublishAsync(
        string definitionId, IDefinitionStore store, IDefinitionService definitions, HttpContext context, DefinitionViews views, CancellationToken cancellationToken)
    {
        var already = await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken) is { IsPublished: true };
        var write = DefinitionWrite.Of(await definitions.PublishAsync(definitionId, isLenient: true, cancellationToken), definitionId);
        return write.Saved is { } saved ? await SavedAsync(saved, already, context, views, cancellationToken) : write.Refusal!;
    }

    private static async Task<IResult> RetractAsync(string definitionId, IDefinitionService definitions, HttpContext context, DefinitionViews views, CancellationToken cancellationToken) =>
        await definitions.RetractAsync(definitionId, cancellationToken) is { } retracted
            ? Results.Json((await views.ForAsync(context.Caller(), cancellationToken)).Of(retracted), PlainJson.Options)
            : ElsaError.UnknownDefinition(definitionId);

    private static async Task<IResult> DeleteAsync(string definitionId, IDefinitionStore store, IDefinitionService definitions, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken) is { IsReadonly: true })
            return ElsaError.Invalid($"'{definitionId}' is built in and cannot be deleted; retract it instead.");
        return await definitions.DeleteAsync(definitionId, cancellationToken) ? Results.NoContent() : ElsaError.UnknownDefinition(definitionId);
    }

    private static async ValueTask<IResult> SavedAsync(StoredDefinition saved, bool already, HttpContext context, DefinitionViews views, CancellationToken cancellationToken) =>
        Results.Json(new SavedAnswer((await views.ForAsync(context.Caller(), cancellationToken)).Of(saved), already, 0), PlainJson.Options);
}
