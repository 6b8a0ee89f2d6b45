using System.Text.Json;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>The short type names that definitions use, and the types behind them.</summary>
public static class TypeAliases
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Object"] = typeof(object),
        ["String"] = typeof(string),
        ["Boolean"] = typeof(bool),
        ["Int16"] = typeof(short),
        ["Int32"] = typeof(int),
        ["Int64"] = typeof(long),
        ["Long"] = typeof(long),
        ["Single"] = typeof(float),
        ["Double"] = typeof(double),
        ["Decimal"] = typeof(decimal),
        ["Guid"] = typeof(Guid),
        ["DateTime"] = typeof(DateTime),
        ["DateTimeOffset"] = typeof(DateTimeOffset),
        ["TimeSpan"] = typeof(TimeSpan),
        ["StringDictionary"] = typeof(IDictionary<string, string>),
        ["ObjectDictionary"] = typeof(IDictionary<string, object?>),
        ["ByteArray"] = typeof(byte[]),
        ["Byte[]"] = typeof(byte[]),
        ["Stream"] = typeof(byte[]),
        ["Uri"] = typeof(Uri),
    };

    public static IEnumerable<string> Names => Types.Keys;

    /// <summary>Aliases of values of any shape that text is read into as JSON.</summary>
    private static readonly HashSet<string> Json = new(StringComparer.OrdinalIgnoreCase)
    {
        "JSON", "JsonElement", "JsonNode", "JsonObject", "JsonArray", "Text.Json.JsonElement", "Text.Json.Nodes.JsonNode", "Text.Json.Nodes.JsonObject", "Text.Json.Nodes.JsonArray",
        "Dynamic.ExpandoObject", "ExpandoObject",
    };

    /// <summary>The type behind an alias or an assembly-qualified name, or <see cref="object"/> for JSON and unknown types, which stay plain.</summary>
    public static Type Resolve(string? alias, bool isArray = false)
    {
        var name = ShortName(alias);
        if (isArray)
            return ListOf(name);
        if (Types.TryGetValue(name, out var known))
            return known;
        if (name.EndsWith("[]", StringComparison.Ordinal))
            return ListOf(name[..^2]);
        if (name.StartsWith("List<", StringComparison.Ordinal) && name.EndsWith('>'))
            return ListOf(name[5..^1]);
        var arguments = name.IndexOf("[[", StringComparison.Ordinal);
        if (arguments < 0)
            return typeof(object);
        var elements = name[(arguments + 2)..].Split("],[");
        if (elements.Length == 2 && name.Contains("Dictionary`2", StringComparison.Ordinal))
            return Resolve(elements[1].TrimEnd(']')) == typeof(string) ? typeof(IDictionary<string, string>) : typeof(IDictionary<string, object?>);
        return elements.Length == 1 && name.Contains("`1", StringComparison.Ordinal) ? ListOf(elements[0].TrimEnd(']')) : typeof(object);
    }

    /// <summary>Converts a value to a type by its alias.</summary>
    public static object? Convert(object? value, string? alias, bool isArray = false)
    {
        if (isArray || value is not string text || !Json.Contains(ShortName(alias)))
            return ValueConverter.To(value, Resolve(alias, isArray));
        try
        {
            return PlainValue.Parse(text);
        }
        catch (JsonException)
        {
            return text; // Text is a value of any shape, too.
        }
    }

    /// <summary>"System.Int32, System.Private.CoreLib" becomes "Int32"; type arguments keep their full names.</summary>
    private static string ShortName(string? alias)
    {
        var name = (alias ?? "Object").Trim();
        var end = name.IndexOf("]]", StringComparison.Ordinal);
        var comma = name.IndexOf(',', end < 0 ? 0 : end);
        if (comma > 0)
            name = name[..comma];
        return name.StartsWith("System.", StringComparison.Ordinal) ? name["System.".Length..] : name;
    }

    private static Type ListOf(string element)
    {
        var type = Resolve(element);
        return type == typeof(object) ? typeof(List<object?>) : typeof(List<>).MakeGenericType(type);
    }

    /// <summary>The default value of a variable, converted from its text.</summary>
    public static object? DefaultValue(Variable variable)
    {
        var type = Resolve(variable.TypeName, variable.IsArray);
        if (variable.Value is null)
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        return Convert(variable.Value, variable.TypeName, variable.IsArray);
    }

    /// <summary>Alias of a CLR type for descriptors.</summary>
    public static string AliasOf(Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        foreach (var (name, known) in Types)
        {
            if (known == target)
                return name;
        }

        if (target.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(target) && target.GetGenericArguments() is [var element])
            return $"List<{AliasOf(element)}>";
        return target.IsEnum ? "String" : "Object";
    }

    /// <summary>Name of a type for people: an enumeration has its own name, although its values are texts.</summary>
    public static string NameOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } choice ? choice.Name : AliasOf(type);
}
