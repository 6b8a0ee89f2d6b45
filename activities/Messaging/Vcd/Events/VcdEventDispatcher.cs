using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Runtime;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Vcd.Events;

/// <summary>Gives events to the workflows and instances that want them.</summary>
internal sealed class VcdEventDispatcher(IWorkflowRuntime runtime, ITenantLookup tenants)
{
    /// <summary>Returns when what the event led to is committed; most events lead to nothing.</summary>
    public async ValueTask DispatchAsync(VcdEvent happened, CancellationToken cancellationToken)
    {
        var tenant = await tenants.FindAsync(happened.Org, cancellationToken);
        var name = tenant?.Name ?? "";
        await runtime.DispatchAsync(
            new Stimulus
            {
                Name = VcdEventReceived.TypeName,
                Matches = payload => Filter(payload).Matches(happened, name),
                Input = Values(happened, tenant),
                IdempotencyKey = $"vcd-event:{happened.Id}",
                Tenant = tenant?.Name,
            },
            cancellationToken);
    }

    private static VcdEventFilter Filter(JsonNode? payload) => payload?.Deserialize<VcdEventFilter>(PlainJson.Options) ?? new VcdEventFilter();

    private static Dictionary<string, object?> Values(VcdEvent happened, Tenant? tenant) => new()
    {
        ["eventId"] = happened.Id,
        ["type"] = happened.Type,
        ["timestamp"] = happened.Timestamp,
        ["operationSuccess"] = happened.Success,
        ["org"] = new Dictionary<string, object?>
        {
            ["id"] = happened.Org,
            ["urn"] = $"urn:vcloud:org:{happened.Org}",
            ["name"] = tenant?.Name ?? happened.OrgName,
        },
        ["user"] = new Dictionary<string, object?> { ["urn"] = happened.User, ["name"] = happened.UserName },
        ["entity"] = new Dictionary<string, object?>
        {
            ["urn"] = happened.Entity,
            ["type"] = happened.EntityType,
            ["id"] = happened.EntityId,
            ["name"] = happened.EntityName,
        },
        ["task"] = happened.Task,
        ["taskName"] = happened.TaskName,
        ["taskOwner"] = happened.TaskOwner,
    };
}
