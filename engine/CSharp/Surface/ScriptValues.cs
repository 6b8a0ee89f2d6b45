using System.Dynamic;
using Orchestrator.Workflows;

namespace Orchestrator.CSharp.Surface;

/// <summary>Values of a workflow as scripts see them: copies, in which objects have their members by name.</summary>
internal static class ScriptValues
{
    /// <summary>A copy of a plain value as a type; precise errors are those of <see cref="ValueConverter"/>.</summary>
    public static object? As(object? value, Type type)
    {
        var copy = PlainValue.From(value);
        if (copy is byte[] bytes)
            copy = bytes.Clone();
        var opened = Open(copy);
        return type.IsInstanceOfType(opened) ? opened : Open(ValueConverter.To(copy, type));
    }

    /// <summary>Whether a script can change a value without assigning it.</summary>
    public static bool CanChange(object? value) => value is not (null or string or Uri or ValueType);

    /// <summary>Objects become such whose members are read and set by name.</summary>
    private static object? Open(object? value) => value switch
    {
        Dictionary<string, object?> map => Open(map),
        List<object?> list => list.ConvertAll(Open),
        _ => value,
    };

    private static ExpandoObject Open(Dictionary<string, object?> map)
    {
        var open = new ExpandoObject();
        foreach (var (name, value) in map)
            ((IDictionary<string, object?>)open)[name] = Open(value);
        return open;
    }
}
