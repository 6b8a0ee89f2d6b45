namespace Orchestrator.Runtime.Tasks;

public enum UserTaskState
{
    /// <summary>Waits for its answer.</summary>
    Open,

    Answered,

    /// <summary>Nobody answered in time.</summary>
    TimedOut,

    /// <summary>The instance, or the scope around the interaction, ended first.</summary>
    Cancelled,
}
