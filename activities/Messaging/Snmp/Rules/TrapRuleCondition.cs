namespace Orchestrator.Activities.Messaging.Snmp.Rules;

/// <summary>What a variable must be: exactly one of <see cref="EqualTo"/>, <see cref="StartsWith"/>, <see cref="Pattern"/>.</summary>
public sealed record TrapRuleCondition
{
    /// <summary>Name of an object (<c>DefinitionName</c>, <c>ifIndex</c>), or its OID; with or without the instance behind.</summary>
    public string Variable { get; init; } = "";

    /// <summary>The value as text.</summary>
    public string? EqualTo { get; init; }

    /// <summary>How the value as text begins.</summary>
    public string? StartsWith { get; init; }

    /// <summary>Regular expression that is found in the value as text.</summary>
    public string? Pattern { get; init; }
}
