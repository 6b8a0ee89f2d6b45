namespace Orchestrator.Activities.Autoscaling;

/// <summary>What new VMs are copied from.</summary>
public sealed record RuleTemplate
{
    public string Catalog { get; init; } = "";

    public string Item { get; init; } = "";

    /// <summary>VM of the template; may be empty when it has only one.</summary>
    public string Vm { get; init; } = "";
}
