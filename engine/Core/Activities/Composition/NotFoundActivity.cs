using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Stands for an activity whose type is unknown; faults when executed.</summary>
[Activity("Elsa", "System", "Stands for an activity whose type is not installed.")]
public sealed class NotFoundActivity : Activity
{
    [Input]
    public string MissingTypeName { get; set; } = "";

    [Input]
    public int MissingTypeVersion { get; set; } = 1;

    protected override void Execute(ActivityExecutionContext context) =>
        throw new WorkflowFaultException($"The activity type '{MissingTypeName}' version {MissingTypeVersion} is not installed.", "activity.unknown-type");
}
