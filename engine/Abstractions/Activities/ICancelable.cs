namespace Orchestrator.Workflows;

/// <summary>An activity that holds something outside of its instance – a lock, a task of a person – and lets go of it when it ends without completing.</summary>
public interface ICancelable : IActivity
{
    /// <summary>
    /// Runs when the execution is cancelled, or left behind by an instance that ends. It may send messages: they go out with the commit that holds the cancellation.
    /// </summary>
    void OnCanceled(ActivityExecutionContext context);
}
