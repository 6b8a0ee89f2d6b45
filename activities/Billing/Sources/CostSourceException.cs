namespace Orchestrator.Activities.Billing;

/// <summary>A source cannot be read (any further). The message says where and why, for people.</summary>
public sealed class CostSourceException : Exception
{
    public CostSourceException()
    {
    }

    public CostSourceException(string message) : base(message)
    {
    }

    public CostSourceException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
