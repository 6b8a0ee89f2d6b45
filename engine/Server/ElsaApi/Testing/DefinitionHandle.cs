using System.Text.Json.Nodes;

namespace Orchestrator.Server.ElsaApi.Testing;

/// <summary>A version by its own id, or one of a definition.</summary>
internal sealed record DefinitionHandle(string? DefinitionVersionId = null, string? DefinitionId = null, JsonNode? VersionOptions = null);
