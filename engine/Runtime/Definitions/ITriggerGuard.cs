namespace Orchestrator.Runtime.Definitions;

/// <summary>Has a say in what a definition may listen for, when it is published. Safe for concurrent use.</summary>
public interface ITriggerGuard
{
    /// <summary>Name of the stimuli of the triggers that it guards.</summary>
    string StimulusName { get; }

    /// <summary>A sentence that says what stands against a trigger and how to mend it; null when nothing does.</summary>
    /// <param name="payload">What the trigger listens for.</param>
    /// <param name="tenant">Tenant that owns the definition; empty for the provider's own.</param>
    ValueTask<string?> FindFaultAsync(object payload, string tenant, CancellationToken cancellationToken);
}
