using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;

namespace Orchestrator.Server.ElsaApi.Instances;

internal static class InstanceExportEndpoints
{
    /// <summary>Instances in one zip.</summary>
    private const int MaxInstances = 100;

    public static void MapInstanceExport(this RouteGroupBuilder group)
    {
        group.MapGet("/workflow-instances/{id}/export", ExportAsync).WithSummary("Download an instance with its history").Produces(200, contentType: "application/json").Produces<ElsaErrorAnswer>(404);
        group.MapPost("/bulk-actions/export/workflow-instances", BulkAsync).WithSummary("Download up to 100 instances as a zip").Produces(200, contentType: "application/zip")
            .Produces<ElsaErrorAnswer>(400).Produces<ElsaErrorAnswer>(404);
    }

    private static async Task<IResult> ExportAsync(string id, HttpContext context, InstanceAccess access, InstanceArchive archive, CancellationToken cancellationToken) =>
        await access.LoadAsync(id, context.Caller(), cancellationToken) is var (summary, state)
            ? Results.File(await archive.WriteAsync(summary, state, cancellationToken), "application/json", InstanceArchive.NameOf(summary))
            : ElsaError.UnknownInstance(id);

    private static async Task<IResult> BulkAsync(IdsBody body, HttpContext context, InstanceAccess access, InstanceArchive archive, CancellationToken cancellationToken)
    {
        var ids = body.Ids ?? [];
        if (ids.Count > MaxInstances)
            return ElsaError.Invalid($"ids: {ids.Count} instances; at most {MaxInstances} are exported at once.");
        var found = new List<(InstanceSummary Summary, WorkflowState State)>();
        foreach (var id in ids)
        {
            if (await access.LoadAsync(id, context.Caller(), cancellationToken) is { } instance)
                found.Add(instance);
        }

        return found.Count == 0
            ? ElsaError.NotFound("There are no workflow instances with these ids.")
            : Results.File(await archive.WriteZipAsync(found, cancellationToken), "application/zip", "workflow-instances.zip");
    }
}
