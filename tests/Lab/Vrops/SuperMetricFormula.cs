using System.Text.RegularExpressions;

namespace Orchestrator.Lab.Vrops;

/// <summary>Evaluates sums of <c>avg|sum|min|max|count(${…, metric=KEY, depth=1})</c>; other formulas have no value in the lab.</summary>
internal static partial class SuperMetricFormula
{
    /// <param name="values">The latest values of the members for a key; NaN where one has none.</param>
    public static double? Evaluate(string formula, Func<string, IEnumerable<double>> values)
    {
        var terms = Term.Matches(formula);
        if (terms.Count == 0 || Rest.IsMatch(Term.Replace(formula, "")))
            return null;
        double total = 0;
        foreach (Match term in terms)
        {
            var found = values(term.Groups["key"].Value.Trim()).Where(v => !double.IsNaN(v)).ToList();
            if (found.Count == 0)
                return null;
            total += term.Groups["function"].Value switch
            {
                "avg" => found.Average(),
                "sum" => found.Sum(),
                "min" => found.Min(),
                "max" => found.Max(),
                _ => found.Count,
            };
        }

        return Math.Round(total, 3);
    }

    [GeneratedRegex(@"(?<function>avg|sum|min|max|count)\(\s*\$\{[^}]*metric=(?<key>[^,}]+)[^}]*\}\s*\)")]
    private static partial Regex Term { get; }

    /// <summary>Anything between the terms except plus signs.</summary>
    [GeneratedRegex(@"[^\s+]")]
    private static partial Regex Rest { get; }
}
