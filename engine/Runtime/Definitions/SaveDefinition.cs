namespace Orchestrator.Runtime.Definitions;

/// <summary>How a definition is saved.</summary>
public sealed record SaveDefinition
{
    public bool Publish { get; init; }

    /// <summary>Owner; empty: the provider.</summary>
    public string Tenant { get; init; } = "";

    public bool IsReadonly { get; init; }
}
