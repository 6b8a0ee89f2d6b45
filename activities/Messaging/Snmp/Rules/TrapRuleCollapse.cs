namespace Orchestrator.Activities.Messaging.Snmp.Rules;

/// <summary>Which traps are repetitions of one another.</summary>
public sealed record TrapRuleCollapse
{
    /// <summary>How long it must be quiet until a trap is new again, in seconds. 0: nothing is folded. 0 to 86,400. Default 60.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>Variables (names or OIDs) whose values, with the sender, make two traps the same. Empty: all variables and the trap's OID.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Trap OIDs (prefixes) that clear what the others raise; then raise and clear are a pair and only changes between them count. Empty: no pairs.</summary>
    public IReadOnlyList<string> ClearOids { get; init; } = [];
}
