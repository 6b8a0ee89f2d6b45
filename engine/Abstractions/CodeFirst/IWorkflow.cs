namespace Orchestrator.Workflows;

/// <summary>A workflow written in code; see <see cref="WorkflowBase"/>.</summary>
public interface IWorkflow
{
    /// <summary>Describes the workflow. Called once when the host starts.</summary>
    ValueTask BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken);
}
