using Orchestrator.Activities.Messaging.Snmp.Security;

namespace Orchestrator.Activities.Messaging.Snmp.Users;

/// <summary>A user as it is kept: the keys made from its passwords, encrypted; the passwords themselves are kept nowhere.</summary>
internal sealed record SnmpUserDocument
{
    public required string Name { get; init; }

    public SnmpAuthProtocol Auth { get; init; }

    /// <summary>Protected base 64.</summary>
    public string? AuthKey { get; init; }

    public SnmpPrivProtocol Priv { get; init; }

    /// <summary>Protected base 64.</summary>
    public string? PrivKey { get; init; }

    public SnmpKeyExtension KeyExtension { get; init; }

    /// <summary>Hexadecimal.</summary>
    public IReadOnlyList<string> EngineIds { get; init; } = [];
}
