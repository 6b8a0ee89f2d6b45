namespace Orchestrator.Workflows;

/// <summary>A <see cref="Trigger"/> with a result, usually what arrived.</summary>
public abstract class Trigger<T> : Trigger
{
    [Output(Description = "What arrived.")]
    public Output<T>? Result { get; set; }
}
