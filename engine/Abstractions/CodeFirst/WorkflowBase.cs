namespace Orchestrator.Workflows;

/// <summary>
/// Base of workflows written in code. Registered by <c>AddWorkflow&lt;T&gt;()</c> it appears among the definitions, read-only, under the class's name or
/// <see cref="IWorkflowBuilder.DefinitionId"/>.
/// </summary>
/// <remarks>
/// The object is built once and shared by all runs: it holds no state of a run. A change that moves activities needs a new <see cref="IWorkflowBuilder.Version"/>, or running
/// instances do not find their place again.
/// </remarks>
public abstract class WorkflowBase : IWorkflow
{
    ValueTask IWorkflow.BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken) => BuildAsync(builder, cancellationToken);

    protected virtual ValueTask BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken)
    {
        Build(builder);
        return ValueTask.CompletedTask;
    }

    protected virtual void Build(IWorkflowBuilder builder)
    {
    }
}
