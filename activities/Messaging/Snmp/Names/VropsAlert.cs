namespace Orchestrator.Activities.Messaging.Snmp.Names;

/// <summary>
/// What a trap of vRealize/Aria/VCF Operations says (VMWARE-VROPS-MIB, and the older VMWARE-VCOPS-EVENT-MIB). Every field but <see cref="Kind"/> is null when the
/// trap does not carry it.
/// </summary>
internal sealed record VropsAlert
{
    /// <summary><c>active</c>, <c>clear</c>, <c>change</c> or <c>test</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The alert's UUID: the same in its active, change and clear traps.</summary>
    public string? AlertId { get; init; }

    public string? DefinitionName { get; init; }

    public string? DefinitionDescription { get; init; }

    /// <summary>Name (not id) of the object that the alert is about.</summary>
    public string? ResourceName { get; init; }

    public string? ResourceKind { get; init; }

    public string? EntityType { get; init; }

    /// <summary>Info, Warning, Immediate or Critical.</summary>
    public string? Criticality { get; init; }

    public IReadOnlyList<string> NotificationRules { get; init; } = [];

    public string? Message { get; init; }

    public string? Url { get; init; }

    /// <summary>The vROps node that sent the trap.</summary>
    public string? Server { get; init; }

    /// <summary>Text as sent, UTC.</summary>
    public string? Timestamp { get; init; }

    public string? RootCause { get; init; }

    public string? Type { get; init; }

    public string? Subtype { get; init; }

    public string? Health { get; init; }

    public string? Risk { get; init; }

    public string? Efficiency { get; init; }

    public string? MetricName { get; init; }

    public string? Impact { get; init; }
}
