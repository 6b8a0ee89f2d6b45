using System.Text.Json.Nodes;

namespace Orchestrator.Server.Rest.Effects;

/// <summary>What a person found out about an effect.</summary>
/// <param name="Key">Idempotency key of the effect.</param>
/// <param name="Happened">Whether the action happened.</param>
/// <param name="Receipt">What the action would have given; for one that happened.</param>
/// <param name="Then"><c>retry</c> or <c>cancel</c>: what becomes of the instance. Null: it stays as it is.</param>
internal sealed record SettleRequest(string? Key, bool? Happened, JsonNode? Receipt, string? Then);
