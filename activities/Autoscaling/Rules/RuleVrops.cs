namespace Orchestrator.Activities.Autoscaling;

/// <summary>What the rule has in vROps; filled in at set-up.</summary>
public sealed record RuleVrops
{
    /// <summary>Name of the rule, made unique over all tenants; names of objects in vROps contain it.</summary>
    public string Key { get; init; } = "";

    public string GroupId { get; init; } = "";

    public string GroupName { get; init; } = "";

    /// <summary>Id of the alert definition that scales out.</summary>
    public string AlertOut { get; init; } = "";

    /// <summary>Id of the alert definition that scales in.</summary>
    public string AlertIn { get; init; } = "";
}
