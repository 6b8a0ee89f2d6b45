namespace Orchestrator.Activities.Messaging.Snmp.Security;

/// <summary>What a version 3 message says besides its PDU.</summary>
internal sealed record UsmEnvelope
{
    public required int MessageId { get; init; }

    public required byte[] EngineId { get; init; }

    public int Boots { get; init; }

    public int Time { get; init; }

    public byte[] User { get; init; } = [];

    public SnmpSecurityLevel Level { get; init; }

    /// <summary>Whether the receiver may answer with a report: set in requests and informs, never in traps, answers, reports.</summary>
    public bool IsReportable { get; init; }

    public byte[] ContextEngineId { get; init; } = [];

    public byte[] ContextName { get; init; } = [];
}
