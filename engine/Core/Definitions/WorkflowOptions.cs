namespace Orchestrator.Core;

/// <summary>The <c>options</c> of a definition.</summary>
public sealed record WorkflowOptions
{
    /// <summary>Always, Singleton, Correlation or CorrelatedSingleton; long names are cut to these.</summary>
    public string? ActivationStrategyType { get; init; }

    /// <summary><c>FaultStrategy</c>, <c>ContinueWithIncidentsStrategy</c>, or null for the host's default.</summary>
    public string? IncidentStrategyType { get; init; }

    /// <summary>When instances are saved, for activities that do not say otherwise.</summary>
    public CommitStrategy CommitStrategy { get; init; }

    public bool UsableAsActivity { get; init; }

    /// <summary>Whether publishing a new version of a workflow that is used as an activity moves its users to it.</summary>
    public bool AutoUpdateConsumingWorkflows { get; init; }

    /// <summary>Category in the toolbox of a workflow that is used as an activity.</summary>
    public string? ActivityCategory { get; init; }
}
