using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>A version 3 user to save.</summary>
internal sealed record SnmpUserRequest
{
    public SnmpAuthProtocol Auth { get; init; }

    /// <summary>At least 8 characters. Left out for a user that exists with the same protocol: its key stays.</summary>
    public string? AuthPassword { get; init; }

    public SnmpPrivProtocol Priv { get; init; }

    /// <summary>At least 8 characters. Left out for a user that exists with the same protocols: its key stays.</summary>
    public string? PrivPassword { get; init; }

    public SnmpKeyExtension KeyExtension { get; init; }

    /// <summary>Hexadecimal ids of the engines that may send traps as this user; none: any.</summary>
    public IReadOnlyList<string>? EngineIds { get; init; }
}
