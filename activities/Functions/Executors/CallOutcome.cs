namespace Orchestrator.Activities.Functions.Executors;

/// <summary>How a call of a function ended.</summary>
public enum CallOutcome
{
    /// <summary>The handler answered.</summary>
    Ok,

    /// <summary>The handler, or the loading of its module, threw.</summary>
    Threw,

    /// <summary>It did not answer within its time limit; its container was killed.</summary>
    TimedOut,

    /// <summary>It needed more memory than it may have.</summary>
    OutOfMemory,

    /// <summary>It reached another limit: statements, recursion, a regular expression's time.</summary>
    OverLimit,

    /// <summary>Its answer is longer than an answer may be.</summary>
    TooLarge,

    /// <summary>Its answer is none that HTTP can carry.</summary>
    Invalid,

    /// <summary>Its process ended before it answered.</summary>
    Crashed,

    /// <summary>It could not be started.</summary>
    Unavailable,
}
