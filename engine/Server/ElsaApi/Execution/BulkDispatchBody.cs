using System.Text.Json.Nodes;

namespace Orchestrator.Server.ElsaApi.Execution;

/// <param name="Count">How many instances, 1 to <see cref="MaxCount"/>; default 1.</param>
internal sealed record BulkDispatchBody(
    int Count = 1, Dictionary<string, object?>? Input = null, string? CorrelationId = null, string? TriggerActivityId = null, JsonNode? VersionOptions = null)
{
    public const int MaxCount = 1000;

    public ExecuteBody Each => new(Input, CorrelationId, null, null, TriggerActivityId, VersionOptions);
}
