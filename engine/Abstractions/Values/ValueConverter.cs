using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Orchestrator.Workflows;

/// <summary>Converts plain values to the types that inputs and variables declare. An impossible conversion throws a message that names both types.</summary>
public static class ValueConverter
{
    public static T? To<T>(object? value) => (T?)To(value, typeof(T));

    public static object? To(object? value, Type type)
    {
        if (value is null)
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
        if (type.IsInstanceOfType(value))
            return value;
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target.IsInstanceOfType(value))
            return value;
        try
        {
            return Convert(value, target);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException or JsonException or NotSupportedException or ArgumentException)
        {
            var choices = target.IsEnum ? $"; it must be one of {string.Join(", ", Enum.GetNames(target))}" : "";
            throw new WorkflowFaultException($"Failed to convert an object of type {NameOf(value.GetType())} to {NameOf(target)}", "conversion", $"The value is {Shown(value)}{choices}.", e);
        }
    }

    private static object? Convert(object value, Type target)
    {
        if (target == typeof(string))
            return ToText(value);
        if (target == typeof(object))
            return value;
        if (target.IsEnum)
            return value is string name ? Enum.Parse(target, name, ignoreCase: true) : Enum.ToObject(target, System.Convert.ToInt64(value, CultureInfo.InvariantCulture));
        if (value is string { Length: 0 } && target.IsValueType)
            return Activator.CreateInstance(target);
        if (target == typeof(bool))
            return value is string text ? ParseBoolean(text) : System.Convert.ToBoolean(value, CultureInfo.InvariantCulture);
        if (target == typeof(TimeSpan))
            return value is string span ? ParseTimeSpan(span) : TimeSpan.FromSeconds(System.Convert.ToDouble(value, CultureInfo.InvariantCulture));
        if (target == typeof(DateTimeOffset))
            return value is DateTime time ? new DateTimeOffset(time) : DateTimeOffset.Parse(ToText(value)!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (target == typeof(DateTime))
            return value is DateTimeOffset offset ? offset.UtcDateTime : DateTime.Parse(ToText(value)!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        if (target == typeof(Guid))
            return Guid.Parse(ToText(value)!);
        if (target == typeof(Uri))
            return new Uri(ToText(value)!, UriKind.RelativeOrAbsolute);
        if (target == typeof(byte[]))
            return value is string base64 ? System.Convert.FromBase64String(base64) : JsonRoundTrip(value, target);
        if (target.IsPrimitive || target == typeof(decimal))
            return ToNumber(value, target);
        return JsonRoundTrip(value, target);
    }

    private static object ToNumber(object value, Type target)
    {
        if (value is not string text)
            return System.Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
        var number = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return System.Convert.ChangeType(number, target, CultureInfo.InvariantCulture);
    }

    /// <summary>JSON text, or a plain structure, into a list, dictionary or record.</summary>
    private static object? JsonRoundTrip(object value, Type target)
    {
        if (value is string text)
        {
            var trimmed = text.TrimStart();
            if (trimmed.StartsWith('[') || trimmed.StartsWith('{') || !typeof(IEnumerable).IsAssignableFrom(target))
                return JsonSerializer.Deserialize(text, target, PlainJson.Options);
            value = new List<object?> { text };
        }

        return JsonSerializer.SerializeToElement(value, value.GetType(), PlainJson.Options).Deserialize(target, PlainJson.Options);
    }

    public static string? ToText(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "True" : "False",
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => System.Convert.ToBase64String(bytes),
        IDictionary or IList => PlainValue.ToJson(value),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static bool ParseBoolean(string text) => text.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "ON" => true,
        "FALSE" or "0" or "NO" or "OFF" or "" => false,
        _ => throw new FormatException($"'{text}' is neither true nor false."),
    };

    /// <summary>.NET form (<c>00:00:30</c>) or ISO 8601 duration (<c>PT30S</c>).</summary>
    private static TimeSpan ParseTimeSpan(string text) =>
        text.StartsWith('P') ? System.Xml.XmlConvert.ToTimeSpan(text) : TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Types of this product go by their short names.</summary>
    private static string NameOf(Type type) => type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true ? type.ToString() : type.Name;

    private static string Shown(object value)
    {
        var text = ToText(value) ?? "";
        return text.Length > 80 ? $"'{text[..80]}…'" : $"'{text}'";
    }
}
