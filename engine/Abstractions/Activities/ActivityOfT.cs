namespace Orchestrator.Workflows;

/// <summary>An activity with a result.</summary>
public abstract class Activity<T> : Activity
{
    [Output(Description = "The result of the activity.")]
    public Output<T>? Result { get; set; }
}
