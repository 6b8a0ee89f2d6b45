using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.Core;

/// <summary>A few named values, read only: a fraction of the memory of a dictionary. Names are looked for one by one.</summary>
internal sealed class JournalValues(KeyValuePair<string, object?>[] values) : IReadOnlyDictionary<string, object?>, IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => values.Length;

    public IEnumerable<string> Keys => values.Select(pair => pair.Key);

    public IEnumerable<object?> Values => values.Select(pair => pair.Value);

    public KeyValuePair<string, object?> this[int index] => values[index];

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no value '{key}'.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        foreach (var pair in values)
        {
            if (pair.Key == key)
            {
                value = pair.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, object?>>)values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
