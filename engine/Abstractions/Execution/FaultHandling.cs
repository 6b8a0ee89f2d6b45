namespace Orchestrator.Workflows;

/// <summary>What a scope says to a fault below it.</summary>
public enum FaultHandling
{
    /// <summary>Not for this scope: the next one outwards is asked; without any the fault becomes an incident.</summary>
    PassOn,

    /// <summary>The scope goes on from here; there is no incident.</summary>
    Handled,

    /// <summary>The fault becomes an incident where it happened, and no scope further out is asked.</summary>
    Incident,
}
