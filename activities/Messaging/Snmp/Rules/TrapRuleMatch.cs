namespace Orchestrator.Activities.Messaging.Snmp.Rules;

/// <summary>Which traps a rule is for: all parts must hold; an empty part holds always.</summary>
public sealed record TrapRuleMatch
{
    /// <summary>Identities of notifications, or beginnings of them at a dot.</summary>
    public IReadOnlyList<string> OidPrefixes { get; init; } = [];

    /// <summary>Addresses or networks of senders.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Version 3 users.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary><c>1</c>, <c>2c</c>, <c>3</c>.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>All must hold, each for some variable of the trap.</summary>
    public IReadOnlyList<TrapRuleCondition> Variables { get; init; } = [];
}
