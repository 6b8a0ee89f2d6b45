using System.Collections.Concurrent;

namespace Orchestrator.Tests.TortureTests;

/// <summary>The outside world: it outlives the processes and can be asked whether something happened.</summary>
public sealed class World
{
    private readonly ConcurrentDictionary<string, int> happened = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> byKey = new(StringComparer.Ordinal);

    /// <summary>Whether <see cref="Deadly"/> kills.</summary>
    public bool IsDeadly { get; set; }

    public void Do(string key, string what)
    {
        byKey[key] = what;
        happened.AddOrUpdate(what, 1, (_, count) => count + 1);
    }

    /// <summary>Something that leaves no trace to look for.</summary>
    public void Note(string what) => happened.AddOrUpdate(what, 1, (_, count) => count + 1);

    public bool Knows(string key) => byKey.ContainsKey(key);

    public int Count(string what) => happened.GetValueOrDefault(what);
}
