namespace Orchestrator.Workflows;

/// <summary>Base of workflows written in code that have a result: the value that <see cref="Result"/> has when the workflow completes.</summary>
/// <typeparam name="TResult">Type of the result.</typeparam>
public abstract class WorkflowBase<TResult> : WorkflowBase
{
    /// <summary>The variable that activities put the result into.</summary>
    protected Variable<TResult> Result { get; } = new("Result");

    /// <inheritdoc/>
    protected override ValueTask BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken)
    {
        builder.Result = Result;
        return base.BuildAsync(builder, cancellationToken);
    }
}
