using Orchestrator.Core.Activities;

namespace Orchestrator.Core;

/// <summary>How runs behave where a definition says nothing.</summary>
public sealed record RunOptions
{
    /// <summary><c>ContinueWithIncidentsStrategy</c> (default) or <c>FaultStrategy</c>.</summary>
    public string DefaultIncidentStrategy { get; init; } = "ContinueWithIncidentsStrategy";

    /// <summary>How flowcharts join; token mode by default. An instance's property <c>Flowchart:ExecutionMode</c> wins.</summary>
    public FlowchartMode FlowchartMode { get; init; } = FlowchartMode.Token;
}
