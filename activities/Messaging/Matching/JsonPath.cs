using System.Globalization;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Matching;

/// <summary>
/// The part of JSONPath (RFC 9535) that filters need: <c>$.order.lines[0].sku</c>, <c>$['a name']</c>, and <c>*</c> for all members or elements. Works on plain values
/// (dictionaries and lists). Immutable.
/// </summary>
internal sealed class JsonPath
{
    private readonly Step[] _steps;

    private JsonPath(Step[] steps) => _steps = steps;

    /// <summary>Throws <see cref="FormatException"/> when the text is no such path. The leading <c>$.</c> may be left out.</summary>
    public static JsonPath Parse(string text)
    {
        var rest = text.Trim();
        rest = rest.StartsWith('$') ? rest[1..] : rest.StartsWith('[') ? rest : "." + rest;
        var steps = new List<Step>();
        while (rest.Length > 0)
        {
            var length = rest[0] switch
            {
                '.' => Name(rest, steps),
                '[' => Bracket(rest, steps),
                _ => 0,
            };
            if (length == 0)
                throw new FormatException($"'{text}' is no JSON path at '{rest}'; write one like $.order.lines[0].sku.");
            rest = rest[length..];
        }

        return new JsonPath([.. steps]);
    }

    /// <summary>The values that the path leads to; none when it leads nowhere.</summary>
    public IEnumerable<object?> Select(object? root)
    {
        IEnumerable<object?> found = [root];
        return _steps.Aggregate(found, (values, step) => values.SelectMany(step.From));
    }

    /// <summary>A value as text: numbers and booleans as in JSON, an absent value and null as the empty text.</summary>
    public static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => System.Text.Json.JsonSerializer.Serialize(value, PlainJson.Options),
    };

    private static int Name(string rest, List<Step> steps)
    {
        var end = rest.AsSpan(1).IndexOfAny('.', '[');
        var length = end < 0 ? rest.Length : end + 1;
        if (length == 1)
            return 0;
        steps.Add(rest[1..length] == "*" ? new Step(null, null) : new Step(rest[1..length], null));
        return length;
    }

    private static int Bracket(string rest, List<Step> steps)
    {
        var end = rest.IndexOf(']', StringComparison.Ordinal);
        if (end < 2)
            return 0;
        var inner = rest[1..end];
        if (inner == "*")
            steps.Add(new Step(null, null));
        else if (int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            steps.Add(new Step(null, index));
        else if (inner.Length > 2 && inner[0] is '\'' or '"' && inner[^1] == inner[0])
            steps.Add(new Step(inner[1..^1], null));
        else
            return 0;
        return end + 1;
    }

    /// <summary>A member's name, an element's index, or with neither all that there is.</summary>
    private readonly record struct Step(string? Member, int? Index)
    {
        public IEnumerable<object?> From(object? value) => (value, this) switch
        {
            (IDictionary<string, object?> members, { Member: { } name }) => members.TryGetValue(name, out var member) ? [member] : [],
            (IReadOnlyList<object?> list, { Index: { } index }) => index < list.Count ? [list[index]] : [],
            (IDictionary<string, object?> members, { Member: null, Index: null }) => members.Values,
            (IReadOnlyList<object?> list, { Member: null, Index: null }) => list,
            _ => [],
        };
    }
}
