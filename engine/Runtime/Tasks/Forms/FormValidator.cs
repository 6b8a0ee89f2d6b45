using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Runtime.Tasks.Forms;

/// <summary>Checks answers against a form. All faults are told at once.</summary>
internal static class FormValidator
{
    private const int DefaultMaxLength = 4000;

    /// <summary>The answer with defaults filled in, and the faults by field.</summary>
    public static (Dictionary<string, object?> Answer, Dictionary<string, string[]> Faults) Check(IReadOnlyList<FormField> fields, IReadOnlyDictionary<string, object?> given)
    {
        var answer = new Dictionary<string, object?>();
        var faults = new Dictionary<string, string[]>();
        foreach (var unknown in given.Keys.Where(name => fields.All(f => f.Name != name)))
            faults[unknown] = [fields.Count == 0 ? "The task has no form." : $"The form has no such field; it has {string.Join(", ", fields.Select(f => f.Name))}."];
        foreach (var field in fields)
        {
            var value = given.TryGetValue(field.Name, out var found) && found is not (null or "") ? found : field.Default;
            if (value is null)
            {
                if (field.Required)
                    faults[field.Name] = ["Is required."];
                answer[field.Name] = null;
            }
            else if (Fault(field, value) is { } fault)
            {
                faults[field.Name] = [fault];
            }
            else
            {
                answer[field.Name] = field.Type == FormFieldType.Integer ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : value;
            }
        }

        return (answer, faults);
    }

    /// <summary>What is wrong with a value; null when it fits.</summary>
    public static string? Fault(FormField field, object value) => field.Type switch
    {
        FormFieldType.Text or FormFieldType.Multiline => value is string text ? TextFault(field, text) : "Must be a text.",
        FormFieldType.Integer => value is long or int || value is double number && double.IsInteger(number) && Math.Abs(number) < 9e15 ? RangeFault(field, value) : "Must be a whole number.",
        FormFieldType.Number => value is long or int or double or decimal ? RangeFault(field, value) : "Must be a number.",
        FormFieldType.Boolean => value is bool ? null : "Must be true or false.",
        FormFieldType.Choice => value is string one ? ChoiceFault(field, one) : "Must be one of the options, as a text.",
        FormFieldType.MultiChoice => value is List<object?> many && many.All(v => v is string)
            ? many.Select(v => ChoiceFault(field, (string)v!)).FirstOrDefault(f => f is not null)
            : "Must be a list of options.",
        FormFieldType.Date => value is string day && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? null
            : "Must be a day such as 2026-11-25.",
        FormFieldType.DateTime => value is DateTimeOffset || value is string time && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? null
            : "Must be a time such as 2026-11-25T08:00:00Z.",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.Type, "Unknown type of field."),
    };

    private static string? TextFault(FormField field, string text)
    {
        var longest = field.MaxLength ?? DefaultMaxLength;
        if (text.Length > longest)
            return string.Create(CultureInfo.InvariantCulture, $"Has {text.Length} characters; at most {longest} are allowed.");
        if (field.Type == FormFieldType.Text && text.AsSpan().ContainsAny('\r', '\n'))
            return "Must be one line.";
        try
        {
            return field.Pattern is null || Regex.IsMatch(text, $@"\A(?:{field.Pattern})\z", RegexOptions.None, FormReader.PatternTimeout)
                ? null
                : $"Does not match {field.Pattern}.";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"Takes too long to be matched against {field.Pattern}.";
        }
    }

    private static string? RangeFault(FormField field, object value)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (number < field.Min)
            return string.Create(CultureInfo.InvariantCulture, $"Must be at least {field.Min}.");
        return number > field.Max ? string.Create(CultureInfo.InvariantCulture, $"Must be at most {field.Max}.") : null;
    }

    private static string? ChoiceFault(FormField field, string value) =>
        field.Options.Contains(value) ? null : $"'{value}' is none of {string.Join(", ", field.Options)}.";
}
