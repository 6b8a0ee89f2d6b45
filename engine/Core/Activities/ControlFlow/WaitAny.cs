using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>
/// Begins several waits at once – for an event, a time, a person, a request – and goes on along the first that completes; the others are cancelled and what would have ended them
/// is no longer waited for.
/// </summary>
/// <remarks>
/// A branch is any activity, such as Event, Delay, UserInteraction or HttpEndpoint. Two stimuli at the same time are taken one after the other, so exactly one wins. A branch that
/// faults is an incident, the others go on waiting.
/// </remarks>
[Activity("Orchestrator", "Control Flow", "Waits for the first of several: events, times, people, requests. The others are cancelled.", DisplayName = "Wait for any")]
[FlowNode("First", "Second", "Third", "Fourth", "Other")]
public sealed class WaitAny : Activity, IReadsJson, IWritesJson, IHasChildren
{
    [Port]
    public IActivity? First { get; set; }

    [Port]
    public IActivity? Second { get; set; }

    [Port]
    public IActivity? Third { get; set; }

    [Port]
    public IActivity? Fourth { get; set; }

    /// <summary>Further branches; they leave by outcome <c>Other</c>.</summary>
    public IList<IActivity> Branches { get; set; } = [];

    [Output(Description = "Name, or else id, of the activity that completed first.")]
    public Output<string>? Winner { get; set; }

    void IWritesJson.WriteJson(JsonObject json, ActivityWriter writer) => json["branches"] = writer.Write(Branches);

    void IReadsJson.ReadJson(JsonObject json, ActivityReader reader) => Branches = reader.ReadChildren(json["branches"], Id);

    IEnumerable<IActivity> IHasChildren.GetChildren() => Branches;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var any = false;
        foreach (var branch in new[] { First, Second, Third, Fourth }.Concat(Branches).OfType<IActivity>())
        {
            any = true;
            await context.ScheduleActivityAsync(branch, OnBranchCompletedAsync);
        }

        if (!any)
            throw new WorkflowFaultException($"WaitAny '{Name ?? Id}' has nothing to wait for: give it at least one branch.", "wait-any.empty");
    }

    private ValueTask OnBranchCompletedAsync(ActivityCompletedContext completed)
    {
        var branch = completed.ChildContext.Activity;
        Winner.Set(completed.TargetContext, branch.Name ?? branch.Id);
        return completed.TargetContext.CompleteActivityWithOutcomesAsync(
            branch == First ? "First" : branch == Second ? "Second" : branch == Third ? "Third" : branch == Fourth ? "Fourth" : "Other");
    }
}
