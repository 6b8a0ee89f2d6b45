using Orchestrator.Activities.Messaging.Snmp.Spooling;
using Orchestrator.Activities.Messaging.Snmp.Storing;
using Orchestrator.Activities.Messaging.Snmp.Storms;

namespace Orchestrator.Activities.Messaging.Snmp.Processing;

/// <summary>Traps that were taken from the spool together, sorted by what is to be done with them.</summary>
internal sealed record TrapBatch
{
    /// <summary>The spool up to which everything is stored once this batch is; null: the traps are not from the spool.</summary>
    public SpoolPosition? End { get; init; }

    /// <summary>To be dispatched, in the order of their arrival.</summary>
    public IReadOnlyList<StoredTrap> Fresh { get; init; } = [];

    /// <summary>Sent again: stored, not dispatched.</summary>
    public IReadOnlyList<(StoredTrap Trap, SeenTrap Original)> Repeated { get; init; } = [];

    /// <summary>Counted in their alerts; neither stored nor dispatched.</summary>
    public IReadOnlyList<SpooledTrap> Folded { get; init; } = [];

    /// <summary>The alerts as they are after these traps, and before those of the next batch.</summary>
    public IReadOnlyList<AlertState> Alerts { get; init; } = [];
}
