namespace Orchestrator.Workflows;

/// <summary>Handed to the owner of a child that has completed.</summary>
/// <param name="TargetContext">The owner.</param>
/// <param name="ChildContext">The completed child.</param>
/// <param name="Outcomes">What the child completed with.</param>
public sealed record ActivityCompletedContext(ActivityExecutionContext TargetContext, ActivityExecutionContext ChildContext, Outcomes Outcomes);
