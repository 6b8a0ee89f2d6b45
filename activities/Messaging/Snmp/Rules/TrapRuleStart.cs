namespace Orchestrator.Activities.Messaging.Snmp.Rules;

/// <summary>The definition that a rule starts; its input <c>trap</c> is the trap.</summary>
public sealed record TrapRuleStart
{
    public string DefinitionId { get; init; } = "";

    /// <summary>Id of the tenant of the instance; null: the definition's own.</summary>
    public string? Tenant { get; init; }
}
