using System.Globalization;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Vrops;

/// <summary>vROps refused a call, or could not be reached.</summary>
public sealed class VropsException : RemoteCallException
{
    public VropsException()
    {
    }

    public VropsException(string message) : base(message)
    {
    }

    public VropsException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    public VropsException(int status, string message, Exception? innerException = null) : base(message, innerException) => Status = status;

    /// <summary>HTTP status; 0 when no answer came.</summary>
    public int Status { get; }

    public bool IsNotFound => Status == 404;

    public override string Code => Status == 0 ? "vrops.unreachable" : string.Create(CultureInfo.InvariantCulture, $"vrops.{Status}");

    public override bool IsTransient => Status is 0 or 408 or 409 or 429 or >= 500;
}
