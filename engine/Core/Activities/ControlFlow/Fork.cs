using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs its branches side by side; waits for all, or for the first.</summary>
[Activity("Elsa", "Control Flow", "Runs branches side by side; waits for all or for the first.")]
public sealed class Fork : Activity, IReadsJson, IWritesJson, IHasChildren
{
    private const string Completed = "Completed";

    [Input(Description = "WaitAll or WaitAny.", UIHint = "dropdown", Options = ["WaitAll", "WaitAny"])]
    public ForkJoinMode JoinMode { get; set; }

    public IList<IActivity> Branches { get; set; } = [];

    void IWritesJson.WriteJson(JsonObject json, ActivityWriter writer) => json["branches"] = writer.Write(Branches);

    void IReadsJson.ReadJson(JsonObject json, ActivityReader reader) => Branches = reader.ReadChildren(json["branches"], Id);

    IEnumerable<IActivity> IHasChildren.GetChildren() => Branches;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Branches.Count == 0)
            await context.CompleteActivityAsync();
        foreach (var branch in Branches)
            await context.ScheduleActivityAsync(branch, OnBranchCompletedAsync);
    }

    private async ValueTask OnBranchCompletedAsync(ActivityCompletedContext context)
    {
        var target = context.TargetContext;
        var done = ValueConverter.To<int>(target.Properties.TryGetValue(Completed, out var value) ? value : 0) + 1;
        target.Properties[Completed] = done;
        if (JoinMode == ForkJoinMode.WaitAny || Break.IsBreaking(target) || done == Branches.Count)
            await target.CompleteActivityAsync();
    }
}
