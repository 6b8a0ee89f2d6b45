namespace Orchestrator.Runtime.Tasks;

/// <summary>What became of an answer.</summary>
public enum UserTaskOutcome
{
    /// <summary>The instance goes on with it; committed. Also when the same answer comes again.</summary>
    Accepted,

    /// <summary>There are faults.</summary>
    Invalid,

    /// <summary>It was answered otherwise, timed out or was cancelled before.</summary>
    Closed,

    NotFound,
}
