using Orchestrator.Activities.Messaging.Snmp.Spooling;

namespace Orchestrator.Activities.Messaging.Snmp.Storms;

/// <summary>What is remembered of an alert while its traps may repeat; a row of <c>trap_alerts</c>.</summary>
internal sealed class AlertState
{
    public required string Key { get; init; }

    /// <summary>Begin of the window: the first delivered trap of it.</summary>
    public required DateTimeOffset FirstAt { get; set; }

    public required DateTimeOffset LastAt { get; set; }

    public required TimeSpan Quiet { get; set; }

    /// <summary>What the newest trap said.</summary>
    public required AlertPhase Seen { get; set; }

    /// <summary>What the newest delivered trap said.</summary>
    public required AlertPhase Delivered { get; set; }

    /// <summary>Bits of all phases that were delivered in the window.</summary>
    public required int DeliveredMask { get; set; }

    /// <summary>Id of the newest delivered trap.</summary>
    public required string EventId { get; set; }

    /// <summary>Changes of the phase in the window.</summary>
    public int Transitions { get; set; }

    /// <summary>Traps folded in the window.</summary>
    public long Collapsed { get; set; }

    /// <summary>The newest trap, when it says something else than the newest delivered one: it is delivered when the alert has become quiet.</summary>
    public SpooledTrap? Held { get; set; }

    /// <summary>Folded traps that the row of <see cref="EventId"/> does not count yet.</summary>
    public long NewlyCollapsed { get; set; }

    /// <summary>Whether the row must be written.</summary>
    public bool IsChanged { get; set; }

    public AlertState Copy() => (AlertState)MemberwiseClone();
}
