namespace Orchestrator.Activities.Messaging.Snmp.Processing;

/// <summary>What would become of a datagram.</summary>
internal sealed record TrapTrialItem
{
    /// <summary>Number of the datagram, from 0.</summary>
    public required int Index { get; init; }

    /// <summary><c>refused</c>, <c>dropped</c> (by a rule), <c>collapsed</c>, <c>delivered</c>, or <c>delivered-later</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why, as a sentence; null when delivered.</summary>
    public string? Reason { get; init; }

    public string? RuleId { get; init; }

    public string? Priority { get; init; }

    public string? TrapOid { get; init; }

    public string? Name { get; init; }

    /// <summary>What it would do: <c>triggers</c>, <c>start …</c>, <c>event …</c>.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];
}
