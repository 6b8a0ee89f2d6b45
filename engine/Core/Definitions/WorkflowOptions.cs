namespace Orchestrator.Core;

/// <summary>The <c>options</c> of a definition.</summary>
public sealed record WorkflowOptions
{
    /// <summary>Always, Singleton, Correlation or CorrelatedSingleton; long names are cut to these.</summary>
    public string? ActivationStrategyType { get; init; }

    /// <summary><c>FaultStrategy</c>, <c>ContinueWithIncidentsStrategy</c>, or null for the host's default.</summary>
    public string? IncidentStrategyType { get; init; }

    public bool UsableAsActivity { get; init; }
}
