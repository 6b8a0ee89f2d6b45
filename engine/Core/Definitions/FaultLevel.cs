namespace Orchestrator.Core;

/// <summary>What a fault of a definition prevents.</summary>
public enum FaultLevel
{
    /// <summary>It can be saved and, where the caller asks for leniency, published as Elsa does: the activity faults when it is reached.</summary>
    Run,

    /// <summary>It can be saved as a draft, but not published.</summary>
    Publish,

    /// <summary>It cannot even be saved.</summary>
    Save,
}
