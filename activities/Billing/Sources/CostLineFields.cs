using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Billing;

/// <summary>Reads the fields of one line and keeps what is wrong with them.</summary>
internal sealed partial class CostLineFields(JsonElement line)
{
    private readonly List<(string Field, string Reason)> _faults = [];

    public IReadOnlyList<(string Field, string Reason)> Faults => _faults;

    public static bool IsCurrency(string? text) => text is { Length: 3 } && text.All(char.IsAsciiLetterUpper);

    public void Add(string field, string reason) => _faults.Add((field, reason));

    public string? RequiredText(string field, int longest)
    {
        var before = _faults.Count;
        var text = OptionalText(field, longest);
        if (text is null && _faults.Count == before)
            Add(field, "It is missing or empty.");
        return text;
    }

    /// <summary>The text without white space around it; null when it is absent, null, blank or wrong.</summary>
    public string? OptionalText(string field, int longest)
    {
        if (!line.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
        {
            Add(field, $"It must be a text, it is {value.ValueKind}.");
            return null;
        }

        var text = value.GetString()!.Trim();
        if (text.Length <= longest && !text.Any(char.IsControl))
            return text.Length == 0 ? null : text;
        Add(field, text.Length > longest ? $"It is longer than {longest} characters." : "It contains control characters.");
        return null;
    }

    public decimal? Number(string field, bool required)
    {
        if (!line.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required)
                Add(field, "It is missing.");
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
            Add(field, $"It must be a number, it is {value.ValueKind}.");
        else if (!value.TryGetDecimal(out var number) || Math.Abs(number) > Money.Largest)
            Add(field, $"It must lie between -{Money.Largest:F0} and {Money.Largest:F0}.");
        else
            return Money.FromMicros(Money.ToMicros(number));
        return null;
    }

    public DateTimeOffset? Time(string field, DateTimeOffset earliest, DateTimeOffset latest)
    {
        var before = _faults.Count;
        var text = RequiredText(field, 40);
        if (_faults.Count > before)
            return null;
        if (!TimeWithZone().IsMatch(text!) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
            Add(field, "It must be an ISO 8601 time with zone, such as 2026-11-01T00:00:00Z.");
        else if (time < earliest || time > latest)
            Add(field, $"It must lie between the years {earliest.Year} and {latest.Year}.");
        else
            return time;
        return null;
    }

    /// <summary>Tags as JSON with keys in order, so that equal tags are equal texts.</summary>
    public string? Tags(string field)
    {
        if (!line.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
        {
            Add(field, $"It must be an object, it is {value.ValueKind}.");
            return null;
        }

        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in value.EnumerateObject())
        {
            if (tag.Value.ValueKind != JsonValueKind.String)
            {
                Add($"{field}.{tag.Name}", $"It must be a text, it is {tag.Value.ValueKind}.");
                return null;
            }

            tags[tag.Name] = tag.Value.GetString()!;
        }

        var json = tags.Count == 0 ? null : JsonSerializer.Serialize(tags, PlainJson.Options);
        if (json is not { Length: > 4000 })
            return json;
        Add(field, "All tags together are longer than 4000 characters.");
        return null;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex TimeWithZone();
}
