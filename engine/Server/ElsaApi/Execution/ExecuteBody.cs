using System.Text.Json.Nodes;

namespace Orchestrator.Server.ElsaApi.Execution;

/// <param name="Variables">First values of variables of the workflow, by name.</param>
/// <param name="VersionOptions">A word such as Latest, or a number; null is Published.</param>
internal sealed record ExecuteBody(
    Dictionary<string, object?>? Input = null,
    string? CorrelationId = null,
    string? Name = null,
    Dictionary<string, object?>? Variables = null,
    string? TriggerActivityId = null,
    JsonNode? VersionOptions = null);
