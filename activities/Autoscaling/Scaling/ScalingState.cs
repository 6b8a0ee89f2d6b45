namespace Orchestrator.Activities.Autoscaling;

/// <summary>What a rule does and has done: one document, so that who holds the rule, cool-down and history change together.</summary>
public sealed record ScalingState
{
    /// <summary>The scaling at work; null when none is.</summary>
    public ScalingHolder? Holder { get; init; }

    public DateTimeOffset? LastScaleAt { get; init; }

    /// <summary>No scaling begins before.</summary>
    public DateTimeOffset? CooldownUntil { get; init; }

    /// <summary>Alerts that have scaled and are not cleared yet.</summary>
    public IReadOnlyList<HandledAlert> HandledAlerts { get; init; } = [];

    /// <summary>The last hundred entries, newest first.</summary>
    public IReadOnlyList<ScalingActivity> History { get; init; } = [];
}
