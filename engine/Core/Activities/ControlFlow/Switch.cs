using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs the activities of the cases whose conditions hold, or the default.</summary>
[Activity("Elsa", "Branching", "Runs the cases whose conditions hold, or Default.")]
public sealed class Switch : Activity, IReadsJson, IWritesJson, IHasChildren, IHasExpressions
{
    [Input(Description = "The cases: a label, a condition and what to run.", UIHint = "switch-editor")]
    public IList<SwitchCase> Cases { get; } = [];

    [Input(Description = "First match, or all.", UIHint = "dropdown", Options = ["MatchFirst", "MatchAny"])]
    public Input<SwitchMode>? Mode { get; set; }

    [Port]
    public IActivity? Default { get; set; }

    [Output(Description = "Label of the first match.")]
    public Output<object>? Output { get; set; }

    void IWritesJson.WriteJson(JsonObject json, ActivityWriter writer) => json["cases"] = SwitchCase.Write(Cases, writer);

    void IReadsJson.ReadJson(JsonObject json, ActivityReader reader)
    {
        foreach (var item in SwitchCase.Read(json, reader, Id))
            Cases.Add(item);
    }

    IEnumerable<IActivity> IHasChildren.GetChildren() => Cases.Select(c => c.Activity).OfType<IActivity>();

    IEnumerable<(string Property, Expression Expression)> IHasExpressions.GetExpressions() => SwitchCase.ConditionsOf(Cases);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matches = await SwitchCase.MatchesAsync(Cases, Mode.GetOrDefault(context), context);
        var branches = (matches.Count > 0 ? matches.Select(m => m.Activity) : [Default]).OfType<IActivity>().ToList();
        if (matches.Count > 0)
            Output.Set(context, matches[0].Label);
        if (branches.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.Properties["Pending"] = branches.Count;
        foreach (var branch in branches)
            await context.ScheduleActivityAsync(branch, OnBranchCompletedAsync);
    }

    private static async ValueTask OnBranchCompletedAsync(ActivityCompletedContext context)
    {
        var pending = ValueConverter.To<int>(context.TargetContext.Properties["Pending"]) - 1;
        context.TargetContext.Properties["Pending"] = pending;
        if (pending == 0)
            await context.TargetContext.CompleteActivityAsync();
    }
}
