using System.Text.Json.Nodes;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Rest.Definitions;

/// <summary>Versions, copies and labels of definitions.</summary>
internal static class VersionEndpoints
{
    private const int MaxLabels = 20;
    private const int MaxLabel = 50;

    public static void MapVersions(this RouteGroupBuilder group) =>
        group.MapGet("/{definitionId}/versions", ListAsync).WithSummary("List the versions of a definition, newest first").Produces<ItemList<DefinitionAnswer>>().ProducesProblem(404);

    public static void MapVersionWrites(this RouteGroupBuilder write)
    {
        write.MapPost("/validate", ValidateAsync).WithSummary("Check a definition without saving it").WithDescription("Every fault with activity, property and reason.").Produces<ValidationAnswer>().ProducesProblem(400);
        write.MapPost("/{definitionId}/revert/{version}", RevertAsync).WithSummary("Make an earlier version the latest draft").WithDescription("`?publish=true` publishes it. The versions in between stay.")
            .Produces<JsonObject>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        write.MapPost("/{definitionId}/copy", CopyAsync).WithSummary("Copy a definition, a built-in one too").WithDescription("The copy is a draft that can be changed; the latest version, or `?version=`.")
            .Produces<JsonObject>(201).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        write.MapPut("/{definitionId}/labels", LabelAsync).WithSummary("Set the labels of a definition").Produces<DefinitionAnswer>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(string definitionId, HttpContext context, IDefinitionStore store, LabelStore labels, CancellationToken cancellationToken)
    {
        var found = await store.ListAsync(
            new DefinitionFilter { Version = VersionOptions.All, DefinitionIds = [definitionId], Tenant = context.Caller().Narrow(null), OrderBy = "Version", Descending = true }, cancellationToken);
        if (found.Items.Count == 0)
            return DefinitionResults.Unknown(definitionId);
        var known = await labels.FindAsync(definitionId, cancellationToken);
        return Results.Ok(new ItemList<DefinitionAnswer>([.. found.Items.Select(row => DefinitionAnswer.Of(row) with { Labels = known })]));
    }

    private static async Task<ValidationAnswer> ValidateAsync(JsonObject model, HttpContext context, IDefinitionService definitions, CancellationToken cancellationToken)
    {
        var faults = await definitions.ValidateAsync(DefinitionDocument.WithoutFacts(model), "", context.Caller().User, cancellationToken);
        return new ValidationAnswer(faults.Count == 0, [.. faults.Select(FaultAnswer.Of)]);
    }

    private static async Task<IResult> RevertAsync(
        string definitionId, int version, HttpContext context, IDefinitionStore store, IDefinitionService definitions, CancellationToken cancellationToken, bool publish = false)
    {
        if (await store.FindAsync(definitionId, VersionOptions.Specific(version), cancellationToken) is not { } earlier)
            return Problem.NotFound($"The definition '{definitionId}' has no version {version}.");
        var model = DefinitionDocument.WithoutFacts((JsonObject)PlainJson.ParseNode(earlier.Json)!);
        model.Remove("id");
        return DefinitionResults.Answer(context, await definitions.SaveAsync(model, new SaveDefinition { Publish = publish, Tenant = earlier.Tenant, SavedBy = earlier.SavedBy }, cancellationToken), definitionId);
    }

    private static async Task<IResult> CopyAsync(
        string definitionId, CopyRequest? request, HttpContext context, IDefinitionStore store, IDefinitionService definitions, Workflows.IIdGenerator ids, CancellationToken cancellationToken,
        int? version = null)
    {
        var options = version is { } number ? VersionOptions.Specific(number) : VersionOptions.Latest;
        if (await store.FindAsync(definitionId, options, cancellationToken) is not { } original)
            return DefinitionResults.Unknown(definitionId);
        var copyId = string.IsNullOrWhiteSpace(request?.DefinitionId) ? ids.NewId() : request.DefinitionId.Trim();
        if (await store.FindAsync(copyId, VersionOptions.Latest, cancellationToken) is not null)
            return Problem.Of(StatusCodes.Status409Conflict, "The id is taken", $"There is a definition '{copyId}' already.");
        var model = DefinitionDocument.WithoutFacts((JsonObject)PlainJson.ParseNode(original.Json)!);
        model.Remove("id");
        model.Remove("version");
        model["definitionId"] = copyId;
        model["name"] = string.IsNullOrWhiteSpace(request?.Name) ? $"Copy of {original.Name}" : request.Name.Trim();
        return DefinitionResults.Answer(context, await definitions.SaveAsync(model, new SaveDefinition { Tenant = original.Tenant, SavedBy = context.Caller().User }, cancellationToken), copyId, created: true);
    }

    private static async Task<IResult> LabelAsync(string definitionId, LabelsRequest request, IDefinitionStore store, LabelStore labels, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(definitionId, VersionOptions.Latest, cancellationToken) is not { } definition)
            return DefinitionResults.Unknown(definitionId);
        var wanted = (request.Labels ?? []).Select(label => label.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var faults = new Faults();
        faults.Within("labels", wanted.Count, 0, MaxLabels);
        foreach (var label in wanted.Where(label => label.Length is 0 or > MaxLabel))
            faults.Add("labels", $"'{label}' has {label.Length} characters; it must have 1 to {MaxLabel}.");
        if (faults.Any)
            return faults.ToProblem();
        await labels.SaveAsync(definitionId, wanted, cancellationToken);
        return Results.Ok(DefinitionAnswer.Of(definition) with { Labels = wanted });
    }
}
