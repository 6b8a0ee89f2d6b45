using Orchestrator.Core;

namespace Orchestrator.Runtime.Stores;

/// <summary>An intent without a receipt whose instance is not at work on it: nobody knows whether it happened.</summary>
/// <param name="Effect">The intent.</param>
/// <param name="Tenant">Tenant of the instance.</param>
/// <param name="DefinitionId">Its definition.</param>
/// <param name="SubStatus">Where the instance is.</param>
/// <param name="Cause">What the newest incident of the activity says; null without one.</param>
public sealed record UnresolvedEffect(EffectRow Effect, string Tenant, string DefinitionId, WorkflowSubStatus SubStatus, string? Cause);
