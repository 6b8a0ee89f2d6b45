using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Activities.VCloud;

/// <summary>A pattern of VM names with one number, such as <c>web-{n:00}</c>: <c>web-01</c>, <c>web-02</c> … <c>web-100</c>.</summary>
public sealed partial class VmNamePattern
{
    /// <summary>Longest host name that guests take.</summary>
    public const int MaxNameLength = 63;

    private readonly string _prefix;
    private readonly string _suffix;
    private readonly string _format;

    private VmNamePattern(string prefix, string format, string suffix)
    {
        _prefix = prefix;
        _format = format;
        _suffix = suffix;
    }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It has not exactly one <c>{n}</c> or <c>{n:00}</c>, or other characters than letters, digits and hyphens.</exception>
    public static VmNamePattern Parse(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var match = Shape().Match(pattern);
        return match.Success && pattern.Length <= MaxNameLength
            ? new VmNamePattern(match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : "0", match.Groups[3].Value)
            : throw new FormatException($"'{pattern}' is no pattern of VM names: it must have exactly one {{n}} or {{n:00}}, and else only letters, digits and hyphens, as in web-{{n:00}}.");
    }

    /// <summary>The name with a number.</summary>
    public string NameOf(int number) => $"{_prefix}{number.ToString(_format, CultureInfo.InvariantCulture)}{_suffix}";

    /// <summary>The number in a name; null when the name does not fit.</summary>
    public int? NumberOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length <= _prefix.Length + _suffix.Length || !name.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase) || !name.EndsWith(_suffix, StringComparison.OrdinalIgnoreCase))
            return null;
        var digits = name[_prefix.Length..^_suffix.Length];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && string.Equals(NameOf(number), name, StringComparison.OrdinalIgnoreCase) ? number : null;
    }

    /// <summary>The name with the smallest number from 1 that is not taken.</summary>
    public string NextName(IEnumerable<string> taken)
    {
        var numbers = taken.Select(NumberOf).OfType<int>().ToHashSet();
        var next = 1;
        while (numbers.Contains(next))
            next++;
        return NameOf(next);
    }

    [GeneratedRegex(@"\A([A-Za-z0-9-]*)\{n(?::(0{1,6}))?\}([A-Za-z0-9-]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
