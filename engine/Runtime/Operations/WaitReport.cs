using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Operations;

/// <summary>Why an instance is where it is.</summary>
public sealed record WaitReport
{
    public required string InstanceId { get; init; }

    public required WorkflowStatus Status { get; init; }

    public required WorkflowSubStatus SubStatus { get; init; }

    /// <summary>The answer in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Events and timers that would wake it.</summary>
    public IReadOnlyList<WaitingFor> Waits { get; init; } = [];

    /// <summary>When the next timer fires; null: none waits.</summary>
    public DateTimeOffset? NextTimerAt { get; init; }

    /// <summary>Faults of activities that nobody has settled.</summary>
    public IReadOnlyList<IncidentRow> Incidents { get; init; } = [];

    /// <summary>Actions on the outside world that were begun and of which it is not known whether they happened.</summary>
    public IReadOnlyList<EffectRow> UnresolvedEffects { get; init; } = [];

    /// <summary>Messages that were not sent yet, with the reason of the last failure.</summary>
    public IReadOnlyList<OutboxRow> PendingMessages { get; init; } = [];

    /// <summary>Instances that this one has started and that still run.</summary>
    public IReadOnlyList<InstanceSummary> Children { get; init; } = [];

    /// <summary>The last starts, resumptions, faults and retries, newest first.</summary>
    public IReadOnlyList<JournalEntry> LastAttempts { get; init; } = [];
}
