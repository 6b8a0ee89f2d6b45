using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>A case of a switch.</summary>
public sealed record SwitchCase(string Label, Expression Condition, IActivity? Activity)
{
    internal static List<SwitchCase> Read(JsonObject json, ActivityReader reader, string ownerId) =>
        [.. (json["cases"] as JsonArray ?? []).OfType<JsonObject>().Select((c, i) => new SwitchCase(
            c["label"]?.ToString() ?? $"Case {i + 1}",
            reader.ReadExpression((c["condition"] as JsonObject)?["expression"] ?? c["condition"]) ?? Expression.Literal(false),
            c["activity"] is JsonObject activity ? reader.Read(activity, $"{ownerId}:case{i + 1}") : null))];

    /// <summary>The conditions, for <see cref="IHasExpressions"/>.</summary>
    internal static IEnumerable<(string Property, Expression Expression)> ConditionsOf(IEnumerable<SwitchCase> cases) => cases.Select((c, i) => ($"cases[{i}].condition", c.Condition));

    internal static JsonArray Write(IEnumerable<SwitchCase> cases, ActivityWriter writer) => new([.. cases.Select(c => new JsonObject
    {
        ["label"] = c.Label,
        ["condition"] = ActivityWriter.Expression(c.Condition),
        ["activity"] = c.Activity is null ? null : writer.Write(c.Activity),
    })]);

    /// <summary>The cases whose conditions hold, in order.</summary>
    internal static async ValueTask<List<SwitchCase>> MatchesAsync(IEnumerable<SwitchCase> cases, SwitchMode mode, ActivityExecutionContext context)
    {
        var matches = new List<SwitchCase>();
        foreach (var candidate in cases)
        {
            if (await context.EvaluateAsync<bool>(candidate.Condition) && (mode == SwitchMode.MatchAny || matches.Count == 0))
                matches.Add(candidate);
        }

        return matches;
    }
}
