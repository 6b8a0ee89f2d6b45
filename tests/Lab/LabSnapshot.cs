namespace Orchestrator.Lab;

/// <summary>The world at one moment, for tests and people.</summary>
public sealed record LabSnapshot
{
    public required IReadOnlyList<LabVm> Vms { get; init; }

    public required IReadOnlyList<LabPool> Pools { get; init; }

    public required IReadOnlyList<LabGroup> Groups { get; init; }

    public required IReadOnlyList<LabTask> Tasks { get; init; }

    /// <summary>Resources of vROps: id and name.</summary>
    public required IReadOnlyList<LabResource> Resources { get; init; }

    public required IReadOnlyList<LabAlert> Alerts { get; init; }

    /// <summary>Names of alert definitions, notification rules, plug-ins, super metrics and symptoms, by kind.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Configured { get; init; }

    /// <summary>Registered API extension services: namespace and URL patterns.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Services { get; init; }
}
