namespace Orchestrator.Runtime.Operations;

/// <summary>What became of an operator's request.</summary>
public enum OperationStatus
{
    /// <summary>Done, and committed.</summary>
    Done,

    /// <summary>There is no such instance, incident or activity.</summary>
    NotFound,

    /// <summary>The instance is not in a state that allows it.</summary>
    Refused,

    /// <summary>What was given is wrong; nothing was changed.</summary>
    Invalid,
}
