using System.Text.Json.Nodes;

namespace Orchestrator.Tests.Conformance.Running;

/// <summary>The cases beside this assembly: JSON arrays in files, one file per subject.</summary>
internal static class DataFiles
{
    /// <summary>All cases of a folder by id, in the order of files and cases.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Read(string folder)
    {
        var cases = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.json").Order(StringComparer.Ordinal))
        {
            foreach (var item in JsonNode.Parse(File.ReadAllText(file))!.AsArray())
            {
                var id = $"{Path.GetFileNameWithoutExtension(file)}/{item!["id"]!.GetValue<string>()}";
                if (!cases.TryAdd(id, item.AsObject()))
                    throw new InvalidDataException($"Case {id} is there twice.");
            }
        }

        return cases;
    }

    /// <summary>The types of activities whose failure a case shows: its member <c>fails</c>, a name or a list.</summary>
    public static IEnumerable<string> Fails(JsonObject item) => item["fails"] switch
    {
        JsonArray names => names.Select(name => name!.GetValue<string>()),
        JsonValue name => [name.GetValue<string>()],
        _ => [],
    };
}
