namespace Orchestrator.Activities.Autoscaling;

/// <summary>Creates what the lab starts with.</summary>
public interface IAutoscalingSeed
{
    /// <summary>Creates rule <c>shop</c> of tenant <c>pscoe</c> through the tenant API; a second time it does nothing, even when the rule was deleted meanwhile.</summary>
    ValueTask SeedLabRuleAsync(CancellationToken cancellationToken);
}
