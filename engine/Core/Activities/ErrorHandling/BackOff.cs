namespace Orchestrator.Core.Activities;

/// <summary>How the wait between attempts grows.</summary>
public enum BackOff
{
    /// <summary>The same each time.</summary>
    Fixed,

    /// <summary>Twice as long each time.</summary>
    Exponential,
}
