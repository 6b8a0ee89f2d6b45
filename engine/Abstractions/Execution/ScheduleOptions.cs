namespace Orchestrator.Workflows;

/// <summary>How a child is scheduled.</summary>
public sealed record ScheduleOptions
{
    /// <summary>Called on the owner when the child completes.</summary>
    public ActivityCompletionCallback? CompletionCallback { get; init; }

    /// <summary>Variables that live in the child's scope, such as <c>CurrentValue</c> of a loop.</summary>
    public IReadOnlyList<Variable>? Variables { get; init; }

    /// <summary>Inputs that the child and all below it see before those of the workflow.</summary>
    public IReadOnlyDictionary<string, object?>? Input { get; init; }

    /// <summary>Free text kept with the child's context.</summary>
    public string? Tag { get; init; }

    /// <summary>Owner of the child; the scheduling context when null.</summary>
    public ActivityExecutionContext? Owner { get; init; }
}
