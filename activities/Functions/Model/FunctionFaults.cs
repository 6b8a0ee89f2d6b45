namespace Orchestrator.Activities.Functions.Model;

/// <summary>Collects what is wrong with a body, by field.</summary>
internal sealed class FunctionFaults
{
    private readonly SortedDictionary<string, List<string>> _faults = new(StringComparer.Ordinal);

    public bool Any => _faults.Count > 0;

    public void Add(string field, string fault)
    {
        if (!_faults.TryGetValue(field, out var list))
            _faults[field] = list = [];
        list.Add(fault);
    }

    public IReadOnlyDictionary<string, string[]> ToDictionary() => _faults.ToDictionary(p => p.Key, p => p.Value.ToArray());
}
