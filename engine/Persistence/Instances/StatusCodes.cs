using Orchestrator.Core;

namespace Orchestrator.Persistence.Instances;

/// <summary>Numbers of the statuses in the database. They never change; partial indexes name them.</summary>
internal static class StatusCodes
{
    public static int ToDatabase(WorkflowStatus status) => status switch
    {
        WorkflowStatus.Running => 0,
        WorkflowStatus.Finished => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static int ToDatabase(WorkflowSubStatus status) => status switch
    {
        WorkflowSubStatus.Pending => 0,
        WorkflowSubStatus.Executing => 1,
        WorkflowSubStatus.Suspended => 2,
        WorkflowSubStatus.Finished => 3,
        WorkflowSubStatus.Cancelled => 4,
        WorkflowSubStatus.Faulted => 5,
        WorkflowSubStatus.Interrupted => 6,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static WorkflowStatus StatusFrom(int code) => code switch
    {
        0 => WorkflowStatus.Running,
        1 => WorkflowStatus.Finished,
        _ => throw new InvalidDataException($"The database holds an unknown status {code}."),
    };

    public static WorkflowSubStatus SubStatusFrom(int code) => code switch
    {
        0 => WorkflowSubStatus.Pending,
        1 => WorkflowSubStatus.Executing,
        2 => WorkflowSubStatus.Suspended,
        3 => WorkflowSubStatus.Finished,
        4 => WorkflowSubStatus.Cancelled,
        5 => WorkflowSubStatus.Faulted,
        6 => WorkflowSubStatus.Interrupted,
        _ => throw new InvalidDataException($"The database holds an unknown sub-status {code}."),
    };
}
