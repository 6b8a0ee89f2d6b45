namespace Orchestrator.Workflows;

/// <summary>What a trigger may use to compute its payloads: its own inputs, without a running instance.</summary>
public abstract class TriggerIndexingContext
{
    public abstract IActivity Trigger { get; }

    /// <summary>Tenant that owns the definition; empty for the provider's own.</summary>
    public abstract string Tenant { get; }

    /// <summary>Evaluates an input of the trigger; variables have their default values.</summary>
    public abstract T? Get<T>(Input<T>? input);
}
