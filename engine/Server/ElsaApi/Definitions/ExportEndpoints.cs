using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.ElsaApi.Definitions;

internal static class ExportEndpoints
{
    public static void MapExport(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags(DefinitionEndpoints.Tag);
        group.MapGet("/workflow-definitions/{definitionId}/export", ExportAsync).WithSummary("Download a definition")
            .WithDescription("A JSON file; with `includeConsumingWorkflows` a zip when others use it as an activity.").Produces(200, contentType: "application/json").Produces<ElsaErrorAnswer>(404);
        group.MapPost("/bulk-actions/export/workflow-definitions", BulkAsync).WithSummary("Download several versions as a zip").Produces(200, contentType: "application/zip");
    }

    private static async Task<IResult> ExportAsync(
        string definitionId, HttpContext context, IDefinitionStore store, DefinitionViews views, ActivityTree tree, CancellationToken cancellationToken, string? versionOptions = null,
        bool includeConsumingWorkflows = false)
    {
        if (VersionOptions.Parse(string.IsNullOrEmpty(versionOptions) ? nameof(VersionKind.Latest) : versionOptions) is not { } version)
            return ElsaError.Invalid($"versionOptions: '{versionOptions}' is no version.");
        if (await store.FindAsync(context.Caller(), definitionId, version, cancellationToken) is not { } found)
            return ElsaError.UnknownDefinition(definitionId);
        var rows = new List<StoredDefinition> { found };
        if (includeConsumingWorkflows)
            rows.AddRange(await Consumers.FindAsync(store, tree, found, context.Caller(), cancellationToken));
        return DefinitionArchive.Download(rows, await views.ForAsync(context.Caller(), cancellationToken));
    }

    private static async Task<IResult> BulkAsync(
        BulkExportBody body, HttpContext context, IDefinitionStore store, DefinitionViews views, ActivityTree tree, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var found = await store.ListAsync(new DefinitionFilter { Version = VersionOptions.All, Ids = body.Ids ?? [], Tenant = caller.Narrow(null) }, cancellationToken);
        var rows = found.Items.ToList();
        foreach (var row in body.IncludeConsumingWorkflows == true ? found.Items : [])
            rows.AddRange(await Consumers.FindAsync(store, tree, row, caller, cancellationToken));
        return rows.Count == 0
            ? ElsaError.NotFound("There are no versions of workflow definitions with these ids.")
            : DefinitionArchive.DownloadZip([.. rows.DistinctBy(row => row.Id)], await views.ForAsync(caller, cancellationToken));
    }
}
