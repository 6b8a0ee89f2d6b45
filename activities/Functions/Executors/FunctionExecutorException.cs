namespace Orchestrator.Activities.Functions.Executors;

/// <summary>The executor cannot do what it was asked: its engine is away or refuses, or the function does not start.</summary>
public sealed class FunctionExecutorException : Exception
{
    public FunctionExecutorException()
    {
    }

    public FunctionExecutorException(string message) : base(message)
    {
    }

    public FunctionExecutorException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>True: the function itself is at fault, for instance it ends while it starts.</summary>
    public bool FunctionAtFault { get; init; }

    /// <summary>True: trying again soon may help, for instance all containers are busy.</summary>
    public bool Busy { get; init; }
}
