namespace Orchestrator.Lab;

/// <summary>What a <see cref="LabFault"/> does.</summary>
public enum LabFaultKind
{
    /// <summary>Answers an error.</summary>
    Error,

    /// <summary>Waits a while.</summary>
    Delay,

    /// <summary>Waits until the fault is released.</summary>
    Hold,

    /// <summary>Breaks the connection without an answer.</summary>
    Drop,

    /// <summary>Applies the request; the vCD task that it starts ends with the error.</summary>
    Task,
}
