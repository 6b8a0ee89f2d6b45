namespace Orchestrator.Core;

/// <summary>Ends a burst at once, without a fault: its last commit stands. Thrown when the revision was lost or the start was a duplicate.</summary>
public sealed class RunAbortedException : Exception
{
    public RunAbortedException()
    {
    }

    public RunAbortedException(string message) : base(message)
    {
    }

    public RunAbortedException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
