using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Stands for an activity whose type is unknown; faults when executed.</summary>
[Activity("Elsa", "System", "Stands for an activity whose type is not installed.")]
public sealed class NotFoundActivity : Activity
{
    [Input(Description = "The type that is not installed.")]
    public string MissingTypeName { get; set; } = "";

    [Input(Description = "Its version.")]
    public int MissingTypeVersion { get; set; } = 1;

    [Input(Description = "The activity as the definition has it; it is used again once the type is installed.")]
    public string OriginalActivityJson { get; set; } = "";

    protected override void Execute(ActivityExecutionContext context) =>
        throw new WorkflowFaultException($"The activity type '{MissingTypeName}' version {MissingTypeVersion} is not installed.", "activity.unknown-type");
}
