using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Api;

/// <summary>The routes of published definitions that begin with <see cref="VcdApiRequest"/>.</summary>
internal sealed class VcdApiRoutes(ITriggerIndex index) : IApiRouteSource
{
    private volatile Snapshot _snapshot = new([], []);

    public IReadOnlyList<ApiRoute> Routes
    {
        get
        {
            var triggers = index.Find(VcdApiRequest.TypeName);
            var snapshot = _snapshot;
            if (!ReferenceEquals(snapshot.Triggers, triggers))
                _snapshot = snapshot = new Snapshot(triggers, [.. triggers.OrderBy(trigger => trigger.DefinitionId, StringComparer.Ordinal).Select(Route).OfType<ApiRoute>()]);
            return snapshot.Routes;
        }
    }

    private static ApiRoute? Route(IndexedTrigger trigger)
    {
        if (trigger.Payload?.Deserialize<VcdApiRoutePayload>(PlainJson.Options) is not { } payload)
            return null;
        var start = new StartWorkflow { DefinitionId = trigger.DefinitionId, DefinitionVersionId = trigger.DefinitionVersionId, TriggerActivityId = trigger.ActivityId };
        return new ApiRoute(
            payload.Methods.Count == 0 ? "*" : string.Join('|', payload.Methods),
            payload.UrlPattern,
            (_, _, _) => ValueTask.FromResult<ApiOutcome>(start),
            $"Starts the workflow {trigger.DefinitionId}.")
        {
            Rights = payload.Rights,
            Tenant = trigger.Tenant,
        };
    }

    private sealed record Snapshot(IReadOnlyList<IndexedTrigger> Triggers, IReadOnlyList<ApiRoute> Routes);
}
