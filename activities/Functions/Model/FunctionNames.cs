using System.Text.RegularExpressions;

namespace Orchestrator.Activities.Functions.Model;

/// <summary>Rules of names and routes.</summary>
public static partial class FunctionNames
{
    /// <summary>Longest route, in characters.</summary>
    public const int MaxRouteLength = 200;

    /// <summary>First segments that other parts of the tenant API own.</summary>
    public static readonly IReadOnlySet<string> ReservedSegments = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "functions", "autoscale", "billing", "runs" };

    /// <summary>What is wrong with a name; null when nothing is.</summary>
    public static string? FaultOfName(string name) => Name().IsMatch(name) ? null : "must be 1 to 63 characters of a-z, 0-9 and '-'";

    /// <summary>What is wrong with a route; null when nothing is.</summary>
    public static string? FaultOfRoute(string route)
    {
        if (route.Length is 0 or > MaxRouteLength)
            return $"must have 1 to {MaxRouteLength} characters";
        var segments = route.Split('/');
        if (!segments.All(s => Segment().IsMatch(s)) || segments.Any(s => s is "." or ".."))
            return "must be one or more segments of A-Z, a-z, 0-9, '-', '_', '.' and '~', separated by '/', without a slash at its end";
        return ReservedSegments.Contains(segments[0]) ? $"must not begin with '{segments[0]}': that part of the API is taken ({string.Join(", ", ReservedSegments)})" : null;
    }

    /// <summary>What is wrong with the name of an environment variable; null when nothing is.</summary>
    public static string? FaultOfVariable(string name) => Variable().IsMatch(name)
        ? name.StartsWith("ORCHESTRATOR_", StringComparison.Ordinal) || name is "PATH" or "NODE_OPTIONS" or "LD_PRELOAD" or "LD_LIBRARY_PATH" ? $"'{name}' is reserved" : null
        : $"'{name}' is no name of an environment variable: letters, digits and '_', not beginning with a digit, at most 128";

    [GeneratedRegex("^[a-z0-9-]{1,63}\\z")]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Za-z0-9._~-]+\\z")]
    private static partial Regex Segment();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,127}\\z")]
    private static partial Regex Variable();
}
