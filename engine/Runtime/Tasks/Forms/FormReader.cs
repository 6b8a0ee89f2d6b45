using System.Text.Json;
using System.Text.RegularExpressions;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Tasks.Forms;

/// <summary>Reads the fields of a form: a list of fields, or an object with <c>fields</c>; as plain values or as JSON text.</summary>
internal static partial class FormReader
{
    /// <summary>Longest time that a pattern may take on a text.</summary>
    public static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>The fields with all that is wrong with them.</summary>
    public static (IReadOnlyList<FormField> Fields, IReadOnlyList<string> Faults) Read(object? value)
    {
        if (value is null or "")
            return ([], []);
        try
        {
            var plain = value is string text ? PlainValue.Parse(text) : PlainValue.From(value);
            if (plain is IDictionary<string, object?> form)
                plain = form.TryGetValue("fields", out var inner) ? inner : throw new JsonException("the form is an object without 'fields'.");
            if (plain is not List<object?> list)
                throw new JsonException("the form is neither a list of fields nor an object with 'fields'.");
            var fields = JsonSerializer.Deserialize<List<FormField>>(JsonSerializer.Serialize(list, PlainJson.Options), PlainJson.Options)!;
            return (fields, [.. Check(fields)]);
        }
        catch (JsonException e)
        {
            return ([], [$"The form cannot be read: {(e.Path is null ? e.Message : JsonFault.Describe(e))}"]);
        }
    }

    private static IEnumerable<string> Check(List<FormField> fields)
    {
        foreach (var twice in fields.GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return $"Field '{twice.Key}' is there {twice.Count()} times: give each its own name.";
        foreach (var field in fields)
        {
            if (!Names().IsMatch(field.Name))
                yield return $"Field name '{field.Name}' must be a letter, then letters, digits and _, at most 100 in all.";
            if (field.Type is FormFieldType.Choice or FormFieldType.MultiChoice && field.Options.Count == 0)
                yield return $"Field '{field.Name}' is a choice without options: give it at least one.";
            if (field.Min > field.Max)
                yield return $"Field '{field.Name}' has min above max.";
            if (field.Pattern is { } pattern && !IsPattern(pattern))
                yield return $"Field '{field.Name}' has a pattern that is no regular expression: '{pattern}'.";
            else if (field.Default is not null && FormValidator.Fault(field, field.Default) is { } fault)
                yield return $"The default of field '{field.Name}' does not fit: {fault}";
        }
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.None, PatternTimeout);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,99}$")]
    private static partial Regex Names();
}
