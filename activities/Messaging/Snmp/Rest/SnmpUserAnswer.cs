using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>A version 3 user; its keys are never shown.</summary>
internal sealed record SnmpUserAnswer
{
    public required string Name { get; init; }

    /// <summary>Level that its messages must have: noAuthNoPriv, authNoPriv or authPriv.</summary>
    public required string SecurityLevel { get; init; }

    public required SnmpAuthProtocol Auth { get; init; }

    public required SnmpPrivProtocol Priv { get; init; }

    public required SnmpKeyExtension KeyExtension { get; init; }

    public required IReadOnlyList<string> EngineIds { get; init; }

    /// <summary>Comes from the configuration and cannot be changed here.</summary>
    public required bool IsConfigured { get; init; }
}
