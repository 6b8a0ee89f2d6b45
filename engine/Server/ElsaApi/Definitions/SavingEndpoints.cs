using System.Text.Json.Nodes;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;
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

    private static async Task<IResult> SaveAsync(SaveRequest request, DefinitionWriter writer, DefinitionView view, CancellationToken cancellationToken)
    {
        if (request.Model is null)
            return ElsaError.Invalid("model: Is missing.");
        var write = await writer.SaveAsync(request.Model, request.Publish ?? false, cancellationToken);
        return write.Saved is { } saved ? Saved(saved, view, false) : write.Refusal!;
    }

    private static async Task<IResult> ImportAsync(JsonObject model, DefinitionWriter writer, DefinitionView view, CancellationToken cancellationToken)
    {
        var write = await writer.SaveAsync(model, publish: false, cancellationToken);
        return write.Saved is { } saved ? Results.Json(view.Of(saved, mayWrite: true), PlainJson.Options) : write.Refusal!;
    }

    private static async Task<IResult> PublishAsync(
        string definitionId, IDefinitionStore store, IDefinitionService definitions, DefinitionView view, CancellationToken cancellationToken)
    {
        var already = await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken) is { IsPublished: true };
        var write = DefinitionWrite.Of(await definitions.PublishAsync(definitionId, isLenient: true, cancellationToken), definitionId);
        return write.Saved is { } saved ? Saved(saved, view, already) : write.Refusal!;
    }

    private static async Task<IResult> RetractAsync(string definitionId, IDefinitionService definitions, DefinitionView view, CancellationToken cancellationToken) =>
        await definitions.RetractAsync(definitionId, cancellationToken) is { } retracted
            ? Results.Json(view.Of(retracted, mayWrite: true), PlainJson.Options)
            : ElsaError.UnknownDefinition(definitionId);

    private static async Task<IResult> DeleteAsync(string definitionId, IDefinitionStore store, IDefinitionService definitions, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken) is { IsReadonly: true })
            return ElsaError.Invalid($"'{definitionId}' is built in and cannot be deleted; retract it instead.");
        return await definitions.DeleteAsync(definitionId, cancellationToken) ? Results.NoContent() : ElsaError.UnknownDefinition(definitionId);
    }

    private static IResult Saved(StoredDefinition saved, DefinitionView view, bool already) =>
        Results.Json(new SavedAnswer(view.Of(saved, mayWrite: true), already, 0), PlainJson.Options);
}
