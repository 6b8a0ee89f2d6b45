using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Server.ElsaApi.Definitions;
using Orchestrator.Workflows;

namespace Orchestrator.Server.ElsaApi.Testing;

internal static class TestingEndpoints
{
    public static void MapTesting(this RouteGroupBuilder api) => api.MapPost("/tests/activities", TestAsync)
        .WithTags("Testing").RequireAuthorization(AuthScheme.Administrators).WithSummary("Execute one activity by itself")
        .WithDescription("Nothing of the run is kept and its messages are not sent; what the activity does to the outside world happens. It has 30 s.")
        .Produces<TestAnswer>().Produces<ElsaErrorAnswer>(400).Produces<ElsaErrorAnswer>(404);

    private static async Task<IResult> TestAsync(
        TestBody body, HttpContext context, IDefinitionStore store, ActivityTree tree, ActivityTester tester, CancellationToken cancellationToken)
    {
        if (await FindAsync(body.WorkflowDefinitionHandle, context, store, cancellationToken) is not { } definition)
            return ElsaError.NotFound("There is no such version of a workflow definition: give workflowDefinitionHandle.definitionVersionId, or definitionId.");
        var root = (JsonObject)PlainJson.ParseNode(definition.Json)!["root"]!;
        tree.Complete(root);
        var handle = body.ActivityHandle;
        var activity = ActivityTree.All(root).FirstOrDefault(candidate => string.IsNullOrEmpty(handle?.ActivityNodeId)
            ? ActivityTree.IdOf(candidate) == handle?.ActivityId
            : candidate["nodeId"]?.ToString() == handle.ActivityNodeId);
        return activity is null
            ? ElsaError.NotFound($"There is no activity '{handle?.ActivityNodeId ?? handle?.ActivityId}' in the workflow: save it first.")
            : Results.Json(await tester.RunAsync(definition, activity, cancellationToken), PlainJson.Options);
    }

    private static async ValueTask<StoredDefinition?> FindAsync(DefinitionHandle? handle, HttpContext context, IDefinitionStore store, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(handle?.DefinitionVersionId))
            return await store.FindAsync(context.Caller(), handle.DefinitionVersionId, cancellationToken);
        var version = handle?.VersionOptions?.ToString();
        return string.IsNullOrEmpty(handle?.DefinitionId) || VersionOptions.Parse(string.IsNullOrEmpty(version) ? nameof(VersionKind.Latest) : version) is not { } options
            ? null
            : await store.FindAsync(context.Caller(), handle.DefinitionId, options, cancellationToken);
    }
}
