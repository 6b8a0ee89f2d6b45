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
        ["Uri"] = typeof(Uri),
    };

    public static IEnumerable<string> Names => Types.Keys;

    /// <summary>The type behind an alias, or <see cref="object"/> for JSON and unknown types, which stay plain.</summary>
    public static Type Resolve(string? alias, bool isArray = false)
    {
        var name = alias ?? "Object";
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0)
            name = name[..comma];
        if (name.StartsWith("System.", StringComparison.Ordinal))
            name = name["System.".Length..];
        if (name.EndsWith("[]", StringComparison.Ordinal))
            return ListOf(name[..^2]);
        if (name.StartsWith("List<", StringComparison.Ordinal) && name.EndsWith('>'))
            return ListOf(name[5..^1]);
        return isArray ? ListOf(name) : Types.GetValueOrDefault(name, typeof(object));
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
        return ValueConverter.To(variable.Value, type);
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
}
