using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Torture.Memory;

/// <summary>What a disk would hold: it outlives the stores that work on it, so that a test can kill them.</summary>
public sealed class MemoryDatabase
{
    internal Lock Gate { get; } = new();

    internal Dictionary<string, MemoryInstance> Instances { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, IncidentRow> Incidents { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, EffectRow> Effects { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, OutboxRow> Outbox { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, StoredDefinition> Definitions { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, ScheduleRow> Schedules { get; } = new(StringComparer.Ordinal);

    internal Dictionary<(string Collection, string Tenant, string Id), MemoryDocument> Documents { get; } = [];

    internal sealed record MemoryDocument(string Json, long Revision, DateTimeOffset UpdatedAt);

    internal sealed class MemoryInstance(InstanceSummary summary, byte[] state)
    {
        public InstanceSummary Summary { get; set; } = summary;

        public long Revision { get; set; } = 1;

        public byte[] State { get; set; } = state;

        public Dictionary<string, Bookmark> Bookmarks { get; } = new(StringComparer.Ordinal);

        public List<JournalEntry> Journal { get; } = [];
    }
}
