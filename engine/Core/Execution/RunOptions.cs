namespace Orchestrator.Core;

/// <summary>How runs behave where a definition says nothing.</summary>
public sealed record RunOptions
{
    /// <summary><c>ContinueWithIncidentsStrategy</c> (default) or <c>FaultStrategy</c>.</summary>
    public string DefaultIncidentStrategy { get; init; } = "ContinueWithIncidentsStrategy";
}
