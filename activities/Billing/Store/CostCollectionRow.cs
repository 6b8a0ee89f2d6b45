using System.Text.Json;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Billing;

/// <summary>A row of <c>cost_collections</c>, as Dapper fills it.</summary>
internal sealed class CostCollectionRow
{
    public long Id { get; set; }

    public string Key { get; set; } = "";

    public string Source { get; set; } = "";

    public string Status { get; set; } = "";

    public long StartedAt { get; set; }

    public long? FinishedAt { get; set; }

    public long Lines { get; set; }

    public long Inserted { get; set; }

    public long Updated { get; set; }

    public long Unchanged { get; set; }

    public long Faulty { get; set; }

    public string? Faults { get; set; }

    public string? Error { get; set; }

    public CostCollection ToCollection() => new()
    {
        Id = Id,
        Key = Key,
        Source = Source,
        Status = Enum.Parse<CollectionStatus>(Status),
        StartedAt = DatabaseTime.FromDatabase(StartedAt),
        FinishedAt = FinishedAt is { } time ? DatabaseTime.FromDatabase(time) : null,
        Lines = Lines,
        Inserted = Inserted,
        Updated = Updated,
        Unchanged = Unchanged,
        Faulty = Faulty,
        Faults = Faults is null ? [] : JsonSerializer.Deserialize<List<CostLineFault>>(Faults, PlainJson.Options)!,
        Error = Error,
    };
}
