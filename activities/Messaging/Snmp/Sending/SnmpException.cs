using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Snmp.Sending;

/// <summary>An SNMP peer did not answer, or refused.</summary>
public sealed class SnmpException : RemoteCallException
{
    public SnmpException()
    {
    }

    public SnmpException(string message) : base(message)
    {
    }

    public SnmpException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    public SnmpException(string message, string code, bool isTransient, Exception? innerException = null) : base(message, innerException)
    {
        Code = code;
        IsTransient = isTransient;
    }

    /// <summary><c>snmp.timeout</c>, <c>snmp.unreachable</c>, <c>snmp.report</c>, <c>snmp.bad-answer</c>.</summary>
    public override string Code { get; } = "snmp.failed";

    public override bool IsTransient { get; }
}
