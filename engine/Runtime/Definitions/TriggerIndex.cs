using System.Collections.Concurrent;

namespace Orchestrator.Runtime.Definitions;

internal sealed class TriggerIndex : ITriggerIndex
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<IndexedTrigger>> byDefinition = new(StringComparer.Ordinal);
    private readonly Lock replacing = new();
    private volatile IReadOnlyDictionary<string, IReadOnlyList<IndexedTrigger>> byName = new Dictionary<string, IReadOnlyList<IndexedTrigger>>();

    public IReadOnlyList<IndexedTrigger> Find(string stimulusName) => byName.TryGetValue(stimulusName, out var found) ? found : [];

    public void Replace(string definitionId, IReadOnlyList<IndexedTrigger> triggers)
    {
        lock (replacing)
        {
            if (triggers.Count > 0)
                byDefinition[definitionId] = triggers;
            else
                byDefinition.TryRemove(definitionId, out _);
            byName = byDefinition.Values.SelectMany(t => t).GroupBy(t => t.StimulusName, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => (IReadOnlyList<IndexedTrigger>)[.. g], StringComparer.Ordinal);
        }
    }
}
