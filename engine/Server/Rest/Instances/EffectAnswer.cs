using System.Text.Json.Nodes;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>An action on the outside world: intent and, when it is done, receipt.</summary>
internal sealed record EffectAnswer(string Key, string ActivityId, string Name, DateTimeOffset IntentAt, DateTimeOffset? ReceiptAt, JsonNode? Receipt, int Attempts)
{
    public static EffectAnswer Of(EffectRow row) => new(
        row.Key, row.ActivityId, row.Name, row.IntentAt, row.ReceiptAt, row.Receipt is null ? null : PlainJson.ParseNode(row.Receipt), row.Attempts);
}
