using System.Collections.Concurrent;
using Orchestrator.Core;

namespace Orchestrator.CSharp.Scripts;

/// <summary>
/// Keeps compiled scripts by their text. One text is compiled once for each set of types that the variables and inputs that it mentions have where it stands. Safe for concurrent
/// use: who needs a script that is being compiled waits for it.
/// </summary>
internal sealed class ScriptCache
{
    /// <summary>Most texts that are kept. When there are more all are forgotten, and the code of those that do not run is unloaded.</summary>
    private const int MostTexts = 1024;

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly ScriptCompiler compiler = new();
    private int compilations;

    public int Compilations => Volatile.Read(ref compilations);

    public CompiledScript Find(string text, ActivityNode? node)
    {
        if (!entries.TryGetValue(text, out var entry))
        {
            if (entries.Count >= MostTexts)
                entries.Clear();
            entry = entries.GetOrAdd(text, static text => new Entry(ScriptText.Parse(text)));
        }

        var members = ScriptMembers.Of(entry.Text, node);
        return entry.ByMembers.GetOrAdd(members, key => new Lazy<CompiledScript>(() => Compile(entry.Text, key))).Value;
    }

    private CompiledScript Compile(ScriptText text, string members)
    {
        Interlocked.Increment(ref compilations);
        return compiler.Compile(text, members);
    }

    private sealed class Entry(ScriptText text)
    {
        public ScriptText Text { get; } = text;

        public ConcurrentDictionary<string, Lazy<CompiledScript>> ByMembers { get; } = new(StringComparer.Ordinal);
    }
}
