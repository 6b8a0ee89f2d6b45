namespace Orchestrator.Core.Activities;

/// <summary>What happens when a time comes while an instance of the same definition and tenant still runs.</summary>
public enum OverlapPolicy
{
    /// <summary>Both run.</summary>
    Allow,

    /// <summary>The time is left out.</summary>
    Skip,

    /// <summary>The start waits until the other has ended.</summary>
    Queue,

    /// <summary>The other one is cancelled.</summary>
    CancelOld,
}
