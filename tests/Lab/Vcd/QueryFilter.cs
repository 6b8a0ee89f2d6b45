using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Lab.Vcd;

/// <summary>
/// The query service's filter language: <c>==</c>, <c>!=</c>, <c>=gt=</c>, <c>=ge=</c>, <c>=lt=</c>, <c>=le=</c>; <c>;</c> is and, <c>,</c> is or,
/// <c>;</c> binds tighter; parentheses; <c>*</c> stands for any text.
/// </summary>
internal sealed class QueryFilter
{
    private static readonly string[] Operators = ["=gt=", "=ge=", "=lt=", "=le=", "==", "!="];
    private readonly string _text;
    private readonly bool _encoded;
    private int _at;

    private QueryFilter(string text, bool encoded) => (_text, _encoded) = (text, encoded);

    /// <param name="encoded">The values are URL-encoded once more (<c>filterEncoded=true</c>).</param>
    /// <exception cref="VcdError">400: it is no filter.</exception>
    public static Func<QueryRecord, bool> Parse(string text, bool encoded)
    {
        var filter = new QueryFilter(text, encoded);
        var parsed = filter.Or();
        return filter._at == text.Length ? parsed : throw filter.Bad($"unexpected '{text[filter._at]}'");
    }

    private Func<QueryRecord, bool> Or()
    {
        var terms = new List<Func<QueryRecord, bool>> { And() };
        while (Take(','))
            terms.Add(And());
        return r => terms.Exists(t => t(r));
    }

    private Func<QueryRecord, bool> And()
    {
        var terms = new List<Func<QueryRecord, bool>> { Term() };
        while (Take(';'))
            terms.Add(Term());
        return r => terms.TrueForAll(t => t(r));
    }

    private Func<QueryRecord, bool> Term()
    {
        if (Take('('))
        {
            var inner = Or();
            return Take(')') ? inner : throw Bad("a ')' is missing");
        }

        var (sign, place) = Operators.Select(o => (Sign: o, Place: _text.IndexOf(o, _at, StringComparison.Ordinal))).Where(f => f.Place >= 0).DefaultIfEmpty((Sign: "", Place: -1)).MinBy(f => f.Place);
        if (place <= _at)
            throw Bad("an operator is missing");
        var name = _text[_at..place];
        _at = place + sign.Length;
        var end = _text.IndexOfAny([';', ',', ')'], _at);
        if (end < 0)
            end = _text.Length;
        var value = _text[_at..end];
        _at = end;
        if (_encoded)
            value = Uri.UnescapeDataString(value);
        return r =>
        {
            if (!r.Has(name))
                throw VcdError.BadRequest($"The filter is invalid: Unknown property name {name}");
            return Holds(r[name] ?? "", sign, value);
        };
    }

    private static bool Holds(string actual, string sign, string value) => sign switch
    {
        "==" => IsEqual(actual, value),
        "!=" => !IsEqual(actual, value),
        "=gt=" => Compare(actual, value) > 0,
        "=ge=" => Compare(actual, value) >= 0,
        "=lt=" => Compare(actual, value) < 0,
        _ => Compare(actual, value) <= 0,
    };

    private static bool IsEqual(string actual, string value)
    {
        if (value.Contains('*', StringComparison.Ordinal))
            return Regex.IsMatch(actual, "^" + Regex.Escape(value).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

        // References may be given as link, urn or bare uuid.
        return string.Equals(actual, value, StringComparison.OrdinalIgnoreCase) || (X.IdOf(value) is { } id && X.IdOf(actual) == id);
    }

    private static int Compare(string actual, string value) =>
        decimal.TryParse(actual, CultureInfo.InvariantCulture, out var left) && decimal.TryParse(value, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.CompareOrdinal(actual, value);

    private bool Take(char sign)
    {
        if (_at >= _text.Length || _text[_at] != sign)
            return false;
        _at++;
        return true;
    }

    private VcdError Bad(string why) => VcdError.BadRequest($"The filter is invalid: {why} at {_at} of {_text}");
}
