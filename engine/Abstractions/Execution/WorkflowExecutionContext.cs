namespace Orchestrator.Workflows;

/// <summary>A running instance, as activities see it.</summary>
public abstract class WorkflowExecutionContext
{
    /// <summary>Instance id.</summary>
    public abstract string Id { get; }

    public abstract string DefinitionId { get; }

    public abstract string DefinitionVersionId { get; }

    public abstract int DefinitionVersion { get; }

    /// <summary>Tenant (name of a vCD organisation) that owns the instance; empty for the provider's own.</summary>
    public abstract string Tenant { get; set; }

    public abstract string? CorrelationId { get; set; }

    public abstract string? Name { get; set; }

    public abstract string? ParentWorkflowInstanceId { get; }

    /// <summary>What the instance was started with.</summary>
    public abstract IDictionary<string, object?> Input { get; }

    public abstract IDictionary<string, object?> Output { get; }

    /// <summary>Kept with the instance; for the engine and activities, not for authors.</summary>
    public abstract IDictionary<string, object?> Properties { get; }

    /// <summary>Lives for this burst only and is not kept, such as a buffered HTTP response.</summary>
    public abstract IDictionary<object, object> TransientProperties { get; }

    public abstract IServiceProvider ServiceProvider { get; }

    public abstract TimeProvider TimeProvider { get; }

    /// <summary>Cancelled when the instance is cancelled or the host stops.</summary>
    public abstract CancellationToken CancellationToken { get; }
}
