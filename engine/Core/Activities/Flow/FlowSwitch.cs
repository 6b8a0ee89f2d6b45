using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Goes on along the cases whose conditions hold, or along Default.</summary>
[Activity("Elsa", "Branching", "Goes on along the cases whose conditions hold, or along Default.")]
[FlowNode("Default")]
public sealed class FlowSwitch : Activity, IReadsJson, IWritesJson, IHasExpressions
{
    [Input(Description = "The cases: a label, which is the outcome, and a condition.", UIHint = "flow-switch-editor")]
    public IList<SwitchCase> Cases { get; } = [];

    [Input(Description = "First match, or all.", UIHint = "dropdown", Options = ["MatchFirst", "MatchAny"])]
    public Input<SwitchMode>? Mode { get; set; }

    void IWritesJson.WriteJson(JsonObject json, ActivityWriter writer) => json["cases"] = SwitchCase.Write(Cases, writer);

    void IReadsJson.ReadJson(JsonObject json, ActivityReader reader)
    {
        foreach (var item in SwitchCase.Read(json, reader, Id))
            Cases.Add(item);
    }

    IEnumerable<(string Property, Expression Expression)> IHasExpressions.GetExpressions() => SwitchCase.ConditionsOf(Cases);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matches = await SwitchCase.MatchesAsync(Cases, Mode.GetOrDefault(context), context);
        await context.CompleteActivityWithOutcomesAsync(matches.Count > 0 ? [.. matches.Select(m => m.Label)] : ["Default"]);
    }
}
