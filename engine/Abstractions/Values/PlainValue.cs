using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Workflows;

/// <summary>
/// Values inside a workflow are plain: null, bool, numbers, text, times, Guid, byte[], <c>List&lt;object?&gt;</c> and <c>Dictionary&lt;string, object?&gt;</c>.
/// </summary>
public static class PlainValue
{
    /// <summary>Turns any value into a plain one; other objects go through JSON.</summary>
    public static object? From(object? value) => value switch
    {
        null or bool or string or int or long or double or decimal or float or short or byte or uint or ulong => value,
        DateTimeOffset or DateTime or TimeSpan or Guid or byte[] or Uri => value,
        Enum => value.ToString(),
        Dictionary<string, object?> map => Map(map),
        List<object?> list => list.ConvertAll(From),
        JsonElement element => element.Deserialize<object?>(PlainJson.Options),
        JsonNode node => node.Deserialize<object?>(PlainJson.Options),
        IDictionary<string, object?> map => Map(map),
        IEnumerable<KeyValuePair<string, object?>> map => Map(map),
        IEnumerable sequence and not IDictionary => List(sequence),
        _ => JsonSerializer.SerializeToElement(value, value.GetType(), PlainJson.Options).Deserialize<object?>(PlainJson.Options),
    };

    /// <summary>Reads JSON text as a plain value.</summary>
    public static object? Parse(string json) => JsonSerializer.Deserialize<object?>(json, PlainJson.Options);

    public static string ToJson(object? value) => JsonSerializer.Serialize(value, PlainJson.Options);

    private static Dictionary<string, object?> Map(IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        var result = new Dictionary<string, object?>();
        foreach (var (key, value) in pairs)
            result[key] = From(value);
        return result;
    }

    private static List<object?> List(IEnumerable sequence)
    {
        var result = new List<object?>();
        foreach (var item in sequence)
            result.Add(From(item));
        return result;
    }
}
