using Orchestrator.Workflows;

namespace Orchestrator.Activities.VCloud;

/// <summary>vCD refused a call, or could not be reached.</summary>
public sealed class VcdException : RemoteCallException
{
    public VcdException()
    {
    }

    public VcdException(string message) : base(message)
    {
    }

    public VcdException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    public VcdException(int status, string minorErrorCode, string message, Exception? innerException = null) : base(message, innerException)
    {
        Status = status;
        MinorErrorCode = minorErrorCode;
    }

    /// <summary>HTTP status; 0 when no answer came.</summary>
    public int Status { get; }

    /// <summary>vCD's own code, such as <c>BUSY_ENTITY</c>; <c>UNREACHABLE</c> when no answer came.</summary>
    public string MinorErrorCode { get; } = "";

    /// <summary>A task works on the object: the same call succeeds when it has ended.</summary>
    public bool IsBusy => MinorErrorCode == "BUSY_ENTITY";

    /// <summary>The object does not exist. vCD answers 403 where a client may not know whether it does.</summary>
    public bool IsNotFound => Status == 404 || (Status == 403 && MinorErrorCode is "ACCESS_TO_RESOURCE_IS_FORBIDDEN" or "RESOURCE_NOT_FOUND");

    public override string Code => MinorErrorCode.Length == 0 ? "vcd.error" : $"vcd.{MinorErrorCode.Replace('_', '-').ToLowerInvariant()}";

    public override bool IsTransient => IsBusy || Status is 0 or 408 or 409 or 429 or >= 500;
}
