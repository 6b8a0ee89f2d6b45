using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Core;

/// <summary>
/// Which values of an activity the journal keeps: the setting of the value beats that of the activity, which beats that of its workflow. Both forms of Elsa are read,
/// <c>logPersistenceMode</c> and <c>logPersistenceConfig</c>; where nothing says otherwise values are kept.
/// </summary>
internal sealed class LogPlan
{
    private const string Old = "logPersistenceMode";
    private const string New = "logPersistenceConfig";

    private readonly object?[] defaults;
    private readonly IDictionary<string, object?>[] own;

    public LogPlan(ActivityNode node)
    {
        var workflow = node.Composite?.Activity switch
        {
            WorkflowDefinitionActivity composite => composite.DefinitionProperties,
            { } whole => whole.CustomProperties,
            null => node.Activity.CustomProperties,
        };
        own = [.. Settings(node.Activity.CustomProperties)];
        defaults = [.. own.Concat(Settings(workflow)).Select(s => Value(s, "default"))];
        KeepsAll = own.Length == 0 && defaults.All(IsUnset);
    }

    /// <summary>True when no value has a setting.</summary>
    public bool KeepsAll { get; }

    public bool KeepsInput(string name, Func<Expression, string?> evaluate) => Keeps("inputs", name, evaluate);

    public bool KeepsOutput(string name, Func<Expression, string?> evaluate) => Keeps("outputs", name, evaluate);

    private bool Keeps(string kind, string name, Func<Expression, string?> evaluate)
    {
        var ofValue = own.Select(s => Value(s, kind) is IDictionary<string, object?> values ? Value(values, name) : null);
        foreach (var setting in ofValue.Concat(defaults))
        {
            switch (ModeOf(setting, evaluate))
            {
                case "Exclude":
                    return false;
                case "Include":
                    return true;
            }
        }

        return true;
    }

    private static IEnumerable<IDictionary<string, object?>> Settings(IDictionary<string, object?> properties)
    {
        foreach (var key in new[] { New, Old })
        {
            switch (Value(properties, key))
            {
                case IDictionary<string, object?> settings:
                    yield return settings;
                    break;
                case string mode:
                    yield return new Dictionary<string, object?> { ["default"] = mode };
                    break;
            }
        }
    }

    private static bool IsUnset(object? setting) => setting is null or "Inherit" or "";

    private static string? ModeOf(object? setting, Func<Expression, string?> evaluate) => setting switch
    {
        string mode => Short(mode),
        IDictionary<string, object?> config when Value(config, "expression") is IDictionary<string, object?> expression && Value(config, "evaluationMode") is not "Strategy" =>
            Short(evaluate(new Expression(Value(expression, "type") as string ?? "Literal", Value(expression, "value")))),
        IDictionary<string, object?> config => Short(Value(config, "strategyType") as string),
        _ => null,
    };

    /// <summary>"Elsa.Workflows.LogPersistence.Strategies.Exclude, Elsa.Workflows.Core" becomes "Exclude".</summary>
    private static string? Short(string? name)
    {
        var type = name?.Split(',')[0].Trim();
        return type?[(type.LastIndexOf('.') + 1)..];
    }

    private static object? Value(IDictionary<string, object?> map, string key) =>
        map.TryGetValue(key, out var value) ? value : map.FirstOrDefault(p => p.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
}
