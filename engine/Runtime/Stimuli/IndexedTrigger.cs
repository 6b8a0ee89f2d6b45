using System.Text.Json.Nodes;

namespace Orchestrator.Runtime;

/// <summary>A trigger of a published definition with one of its payloads.</summary>
public sealed record IndexedTrigger(
    string StimulusName,
    string Hash,
    JsonNode? Payload,
    string DefinitionId,
    string DefinitionVersionId,
    string ActivityId,
    string Tenant);
