using System.Text.Json.Nodes;

namespace Orchestrator.Server.Rest.Effects;

/// <summary>What a person found out about an effect.</summary>
internal sealed record SettleRequest(string? Key, bool? Happened, JsonNode? Receipt);
