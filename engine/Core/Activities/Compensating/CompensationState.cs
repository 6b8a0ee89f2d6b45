using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Where a Compensation is; kept with the instance.</summary>
internal sealed record CompensationState
{
    public bool Continues { get; init; }

    /// <summary>Set while it undoes.</summary>
    public ActivityFault? Fault { get; init; }
}
