using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Where a Try is; kept with the instance.</summary>
internal sealed record TryState
{
    public TryPhase Phase { get; init; }

    public FaultFilter Filter { get; init; } = new();

    public bool Caught { get; init; }

    /// <summary>Goes on outwards after Finally.</summary>
    public ActivityFault? Pending { get; init; }
}
