namespace Orchestrator.Tests.Core;

/// <summary>Counts what was done to it.</summary>
public sealed class OutsideWorld
{
    private readonly Dictionary<string, int> done = [];

    public IReadOnlyDictionary<string, int> Done => done;

    public bool Has(string key) => done.ContainsKey(key);

    public string Do(string key)
    {
        done[key] = done.GetValueOrDefault(key) + 1;
        return key;
    }
}
