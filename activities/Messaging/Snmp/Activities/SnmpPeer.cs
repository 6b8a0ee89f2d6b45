namespace Orchestrator.Activities.Messaging.Snmp.Activities;

/// <summary>Whom an SNMP activity talks to, as it is kept between its attempts.</summary>
internal sealed record SnmpPeer
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required Codec.SnmpVersion Version { get; init; }

    /// <summary>Encrypted; null in version 3.</summary>
    public string? Community { get; init; }

    /// <summary>Name of a version 3 user of this server.</summary>
    public string? User { get; init; }

    public string ContextName { get; init; } = "";

    public required double TimeoutSeconds { get; init; }

    public required int Retries { get; init; }
}
