using Orchestrator.Runtime.Stores;

namespace Orchestrator.Server.Rest.Effects;

/// <summary>An action on the outside world of which nobody knows whether it happened.</summary>
internal sealed record UnresolvedEffectAnswer(
    string Key, string InstanceId, string Tenant, string DefinitionId, string ActivityId, string Name, DateTimeOffset IntentAt, int Attempts, string SubStatus, string? Cause)
{
    public static UnresolvedEffectAnswer Of(UnresolvedEffect found) => new(
        found.Effect.Key,
        found.Effect.InstanceId,
        found.Tenant,
        found.DefinitionId,
        found.Effect.ActivityId,
        found.Effect.Name,
        found.Effect.IntentAt,
        found.Effect.Attempts,
        found.SubStatus.ToString(),
        found.Cause);
}
