namespace Orchestrator.Activities.Messaging.Snmp.Rules;

/// <summary>What is done with traps of a kind. The first enabled rule, by <see cref="Order"/> and then id, that matches a trap decides; a trap without a rule goes to the triggers.</summary>
public sealed record TrapRule
{
    /// <summary>1 to 100 letters, digits, dots, dashes, underscores; given by the path when it is saved.</summary>
    public string Id { get; init; } = "";

    /// <summary>For people. At most 200 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>Lowest first. 0 to 1,000,000. Default 100.</summary>
    public int Order { get; init; } = 100;

    /// <summary>Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Empty: every trap.</summary>
    public TrapRuleMatch Match { get; init; } = new();

    public TrapRuleThen Then { get; init; } = new();
}
