namespace Orchestrator.Activities.Billing;

/// <summary>How far a collection has come.</summary>
public enum CollectionStatus
{
    /// <summary>At work, or broken off by the death of the process: the same key goes on with it.</summary>
    Running,

    Completed,

    /// <summary>All good lines are in; faulty lines were left out and are listed.</summary>
    CompletedWithFaults,

    /// <summary>The source could not be read to its end; the lines before that are in.</summary>
    Failed,
}
