using System.Globalization;

namespace Orchestrator.Server.Rest;

/// <summary>Gathers the faults of a request, so that all are told at once.</summary>
internal sealed class Faults
{
    private readonly Dictionary<string, List<string>> _byField = new(StringComparer.Ordinal);

    public bool Any => _byField.Count > 0;

    public void Add(string field, string fault)
    {
        if (!_byField.TryGetValue(field, out var faults))
            _byField[field] = faults = [];
        faults.Add(fault);
    }

    /// <summary>The text of a required field, or an empty text with a fault.</summary>
    public string Required(string field, string? value, int maxLength = 200)
    {
        var text = value?.Trim() ?? "";
        if (text.Length == 0)
            Add(field, "Is required.");
        else if (text.Length > maxLength)
            Add(field, string.Create(CultureInfo.InvariantCulture, $"Has {text.Length} characters; at most {maxLength} are allowed."));
        return text;
    }

    public void Within(string field, int value, int min, int max)
    {
        if (value < min || value > max)
            Add(field, string.Create(CultureInfo.InvariantCulture, $"Is {value}; it must be {min} to {max}."));
    }

    /// <summary>A value of an enumeration by name; null with a fault when it is none, null without when the text is empty.</summary>
    public T? Parse<T>(string field, string? text) where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value))
            return value;
        Add(field, $"'{text}' is none of {string.Join(", ", Enum.GetNames<T>())}.");
        return null;
    }

    public Dictionary<string, string[]> ToErrors() => _byField.ToDictionary(p => p.Key, p => p.Value.ToArray());

    public IResult ToProblem() => Problems.Problem.Invalid(ToErrors());
}
