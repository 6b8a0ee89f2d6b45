namespace Orchestrator.Activities.Messaging.Snmp.Rules;

/// <summary>What a rule does.</summary>
public sealed record TrapRuleThen
{
    /// <summary>The trap is dropped and counted; nothing else may be given then. Default false.</summary>
    public bool Drop { get; init; }

    /// <summary>Default <see cref="TrapPriority.Normal"/>.</summary>
    public TrapPriority Priority { get; init; } = TrapPriority.Normal;

    /// <summary>How repetitions are folded into one; null: as for every trap.</summary>
    public TrapRuleCollapse? Collapse { get; init; }

    /// <summary>Starts one instance per trap.</summary>
    public TrapRuleStart? Start { get; init; }

    /// <summary>Raises the event of this name, with the trap as payload.</summary>
    public string? Event { get; init; }

    /// <summary>Whether triggers and waiting instances get the trap too. Default true.</summary>
    public bool Deliver { get; init; } = true;
}
