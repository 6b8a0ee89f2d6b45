namespace Orchestrator.Workflows;

/// <summary>An expected failure with a message for people: what is wrong, where, and how to mend it. It becomes an incident.</summary>
public class WorkflowFaultException : Exception
{
    /// <summary>Code of an expression that is refused because of who saved it.</summary>
    public const string Untrusted = "expression.untrusted";

    public WorkflowFaultException()
    {
    }

    public WorkflowFaultException(string message) : base(message)
    {
    }

    public WorkflowFaultException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    public WorkflowFaultException(string message, string code, string? detail = null, Exception? innerException = null) : base(message, innerException)
    {
        Code = code;
        Detail = detail;
    }

    /// <summary>Short stable code, such as <c>function.build-failed</c>.</summary>
    public string Code { get; } = "fault";

    /// <summary>Longer text, such as a build log.</summary>
    public string? Detail { get; }

    /// <summary>Kind of error that a Try or Retry can filter by; null: the inner exception's name, or <c>Fault</c> without one.</summary>
    public string? ErrorType { get; init; }
}
