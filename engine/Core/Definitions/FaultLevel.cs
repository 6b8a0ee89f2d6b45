namespace Orchestrator.Core;

/// <summary>What a fault of a definition prevents.</summary>
public enum FaultLevel
{
    /// <summary>It can be saved as a draft, but not published.</summary>
    Publish,

    /// <summary>It cannot even be saved.</summary>
    Save,
}
