using System.Text;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Filters of templates besides those of Liquid itself. Their names are written in lower case.</summary>
internal static class LiquidFilters
{
    /// <summary>Base64 of the text in UTF-8.</summary>
    public static string Base64(object? input) => Convert.ToBase64String(input as byte[] ?? Encoding.UTF8.GetBytes(ValueConverter.ToText(input) ?? ""));

    /// <summary>The names of an object's properties.</summary>
    public static List<object?> Keys(object? input) => input is IDictionary<string, object?> map ? [.. map.Keys] : [];

    public static string Json(object? input) => PlainValue.ToJson(input);

    /// <summary>Output that is not escaped.</summary>
    public static LiquidRaw Raw(object? input) => new(ValueConverter.ToText(input) ?? "");
}
