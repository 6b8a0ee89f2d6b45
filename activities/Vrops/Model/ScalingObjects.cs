namespace Orchestrator.Activities.Vrops;

/// <summary>Ids of what a rule has in vROps.</summary>
public sealed record ScalingObjects
{
    public string AlertOut { get; init; } = "";

    public string AlertIn { get; init; } = "";

    public IReadOnlyList<string> Symptoms { get; init; } = [];

    public string PluginId { get; init; } = "";

    public string NotificationRuleId { get; init; } = "";
}
