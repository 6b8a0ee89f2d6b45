using System.Text;

namespace Orchestrator.Solutions;

/// <summary>The definitions of the solutions, embedded as Elsa 3 JSON; seeded at start and editable as copies.</summary>
public static class BuiltInDefinitions
{
    /// <summary>Path inside <c>workflows/</c> and JSON text of each definition, in order of path.</summary>
    public static IEnumerable<(string Path, string Json)> All()
    {
        var assembly = typeof(BuiltInDefinitions).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return (name, reader.ReadToEnd());
        }
    }
}
