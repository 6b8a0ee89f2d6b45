namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>An alert whose traps are folded.</summary>
internal sealed record AlertAnswer
{
    /// <summary><c>vrops/</c> and the alert's id, <c>link/</c> with sender and interface, or <c>rule/</c> with the rule's id.</summary>
    public required string Key { get; init; }

    /// <summary>What the newest trap said: raise, clear, change or event.</summary>
    public required string State { get; init; }

    /// <summary>What the newest delivered trap said.</summary>
    public required string Delivered { get; init; }

    public required DateTimeOffset FirstAt { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    /// <summary>How often the state changed in the window; many: it flaps.</summary>
    public required int Transitions { get; init; }

    /// <summary>Traps that were folded in the window.</summary>
    public required long Collapsed { get; init; }

    /// <summary>The newest trap is delivered when the alert has become quiet.</summary>
    public required bool IsHeld { get; init; }

    /// <summary>The newest delivered trap.</summary>
    public required string TrapId { get; init; }
}
