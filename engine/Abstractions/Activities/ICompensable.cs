namespace Orchestrator.Workflows;

/// <summary>
/// An activity that can undo what it did. Inside of a Compensation scope every completed execution is noted, and so is one that was stopped after a finished effect; when the
/// scope fails they are undone, the last one first.
/// </summary>
public interface ICompensable : IActivity
{
    /// <summary>
    /// Undoes one execution. The context holds the <see cref="ActivityExecutionContext.Properties"/> of that execution and gives its receipts by
    /// <see cref="CompensationExtensions.GetReceipt{T}"/>; inputs are evaluated anew and may have other values by now. Completes when it returns, unless it made a bookmark.
    /// An exception becomes an incident that can be retried.
    /// </summary>
    ValueTask CompensateAsync(ActivityExecutionContext context);
}
