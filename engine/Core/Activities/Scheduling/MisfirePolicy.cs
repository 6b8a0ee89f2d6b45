namespace Orchestrator.Core.Activities;

/// <summary>What becomes of the times that passed while nobody was there to fire them.</summary>
public enum MisfirePolicy
{
    /// <summary>The last of them fires, once.</summary>
    RunOnce,

    /// <summary>All of them fire, in order.</summary>
    RunAll,

    /// <summary>None of them fires that is more than a minute late.</summary>
    Skip,
}
