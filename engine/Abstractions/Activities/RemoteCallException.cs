namespace Orchestrator.Workflows;

/// <summary>A call to another system has failed. <see cref="RemoteActivity"/> repeats what is transient.</summary>
public abstract class RemoteCallException : Exception
{
    protected RemoteCallException()
    {
    }

    protected RemoteCallException(string message) : base(message)
    {
    }

    protected RemoteCallException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>Short stable code for the incident, such as <c>vcd.busy-entity</c>.</summary>
    public abstract string Code { get; }

    /// <summary>True when the same call may succeed later: the system is down, overloaded, or the object is busy.</summary>
    public abstract bool IsTransient { get; }
}
