namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>State of the trap receiver.</summary>
internal sealed record SnmpStatusAnswer
{
    /// <summary>Address and port; null when it is off.</summary>
    public string? Listen { get; init; }

    /// <summary>Hexadecimal id of this server's SNMP engine, which senders of version 3 informs find out by themselves.</summary>
    public required string EngineId { get; init; }

    /// <summary>How often the engine has started.</summary>
    public required int EngineBoots { get; init; }

    /// <summary>Seconds since the start.</summary>
    public required int EngineTime { get; init; }

    /// <summary>Receive buffer as the kernel reports it.</summary>
    public required int BufferBytes { get; init; }

    public required long Received { get; init; }

    public required long Decoded { get; init; }

    public required long Collapsed { get; init; }

    public required long Answered { get; init; }

    /// <summary>Datagrams that the kernel dropped at the full buffer.</summary>
    public required long KernelDrops { get; init; }

    public required int Queue { get; init; }

    /// <summary>Bytes in the spool that wait for processing.</summary>
    public required long SpoolBytes { get; init; }

    /// <summary>Refused datagrams by reason; reasons without any are left out.</summary>
    public required IReadOnlyDictionary<string, long> Dropped { get; init; }
}
