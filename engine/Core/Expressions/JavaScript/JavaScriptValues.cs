using Jint;
using Jint.Native;
using Jint.Runtime.Interop;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>Converts between plain values and JavaScript's.</summary>
public static class JavaScriptValues
{
    private const int MaxDepth = 100;
    private const double MaxSafeInteger = 9007199254740991;

    public static JsValue FromPlain(Engine engine, object? value) => value switch
    {
        null => JsValue.Null,
        string text => text,
        bool flag => flag,
        int number => number,
        long number => number,
        double number => number,
        decimal number => (double)number,
        float number => number,
        Dictionary<string, object?> map => Object(engine, map),
        List<object?> list => new JsArray(engine, [.. list.Select(item => FromPlain(engine, item))]),
        DateTimeOffset time => time.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        Guid id => id.ToString(),
        TimeSpan span => span.ToString("c"),
        byte[] bytes => Convert.ToBase64String(bytes),
        short or byte or uint or ulong => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture),
        _ => FromPlain(engine, PlainValue.From(value) is { } plain && plain.GetType() != value.GetType() ? plain : ValueConverter.ToText(value)),
    };

    public static object? ToPlain(JsValue value) => ToPlain(value, 0);

    private static JsObject Object(Engine engine, Dictionary<string, object?> map)
    {
        var result = new JsObject(engine);
        foreach (var (key, item) in map)
            result.Set(key, FromPlain(engine, item));
        return result;
    }

    private static object? ToPlain(JsValue value, int depth)
    {
        if (depth > MaxDepth)
            throw new WorkflowFaultException($"The script's value is nested deeper than {MaxDepth} levels, or refers to itself.", "javascript.depth");
        switch (value)
        {
            case JsArray array:
                return array.Select(item => ToPlain(item, depth + 1)).ToList();
            case IObjectWrapper wrapper:
                return PlainValue.From(wrapper.Target);
            case JsDate date:
                return JavaScriptDates.ValueOf(date);
        }

        if (value.IsNull() || value.IsUndefined())
            return null;
        if (value.IsBoolean())
            return value.AsBoolean();
        if (value.IsString())
            return value.AsString();
        if (value.IsNumber())
            return Number(value.AsNumber());
        if (!value.IsObject())
            return value.ToString();
        var obj = value.AsObject();
        if (obj is Jint.Native.Function.Function)
            return null;
        var map = new Dictionary<string, object?>();
        foreach (var (key, property) in obj.GetOwnProperties())
        {
            if (property.Enumerable && key.IsString())
                map[key.AsString()] = ToPlain(obj.Get(key), depth + 1);
        }

        return map;
    }

    private static object Number(double number) => number == Math.Truncate(number) && Math.Abs(number) <= MaxSafeInteger ? (object)(long)number : number;
}
