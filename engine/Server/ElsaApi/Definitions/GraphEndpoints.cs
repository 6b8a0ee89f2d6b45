using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Definitions;

internal static class GraphEndpoints
{
    public static void MapGraphs(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/workflow-definitions").WithTags(DefinitionEndpoints.Tag);
        group.MapGet("/subgraph/{versionId}", SubgraphAsync).WithSummary("Get an activity with those below it").Produces<NodeAnswer>().Produces<ElsaErrorAnswer>(404);
        group.MapGet("/subgraph/segments/{versionId}", SegmentsAsync).WithSummary("Get the way from the root to an activity").Produces<SegmentsAnswer>().Produces<ElsaErrorAnswer>(404);
    }

    private static async Task<IResult> SubgraphAsync(
        string versionId, HttpContext context, IDefinitionStore store, DefinitionViews views, CancellationToken cancellationToken, string? parentNodeId = null)
    {
        if (await RootAsync(versionId, context, store, views, cancellationToken) is not { } root)
            return ElsaError.NotFound($"There is no version '{versionId}' of a workflow definition.");
        var way = string.IsNullOrEmpty(parentNodeId) ? [("Root", root)] : Way(root, parentNodeId);
        return way is [.., var (port, activity)]
            ? Results.Json(NodeAnswer.Of(port, activity, [.. way.SkipLast(1).Select(step => step.Activity["nodeId"]!.ToString())]), PlainJson.Options)
            : ElsaError.NotFound($"There is no activity '{parentNodeId}'.");
    }

    private static async Task<IResult> SegmentsAsync(
        string versionId, HttpContext context, IDefinitionStore store, DefinitionViews views, CancellationToken cancellationToken, string? childNodeId = null)
    {
        if (await RootAsync(versionId, context, store, views, cancellationToken) is not { } root)
            return ElsaError.NotFound($"There is no version '{versionId}' of a workflow definition.");
        var way = Way(root, childNodeId ?? "");
        if (way.Count == 0)
            return ElsaError.NotFound($"There is no activity '{childNodeId}'.");
        var (port, child) = way[^1];
        var (containerPort, container) = way.Count > 1 ? way[^2] : way[^1];
        var segments = way.Zip(way.Skip(1)).Select(step => new SegmentAnswer(
            step.First.Activity["nodeId"]!.ToString(), ActivityTree.IdOf(step.First.Activity) ?? "", ActivityTree.TypeOf(step.First.Activity) ?? "", Pascal(step.Second.Port)));
        return Results.Json(new SegmentsAnswer(NodeAnswer.Of(port, child, []), NodeAnswer.Of(containerPort, container, []), [.. segments]), PlainJson.Options);
    }

    private static async ValueTask<JsonObject?> RootAsync(string versionId, HttpContext context, IDefinitionStore store, DefinitionViews views, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        return await store.FindAsync(caller, versionId, cancellationToken) is { } found
            ? (await views.ForAsync(caller, cancellationToken)).Of(found)["root"]!.DeepClone() as JsonObject
            : null;
    }

    /// <summary>From the root to the activity with the node id; empty when there is none.</summary>
    private static List<(string Port, JsonObject Activity)> Way(JsonObject root, string nodeId)
    {
        var way = new List<(string Port, JsonObject Activity)> { ("Root", root) };
        while (way[^1].Activity["nodeId"]?.ToString() is { } here && here != nodeId)
        {
            var next = ActivityTree.Children(way[^1].Activity).FirstOrDefault(child => $"{nodeId}:".StartsWith($"{child.Activity["nodeId"]}:", StringComparison.Ordinal));
            if (next.Activity is null)
                return [];
            way.Add((next.Port, next.Activity));
        }

        return way;
    }

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
