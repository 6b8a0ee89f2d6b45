using System.Text.Json.Nodes;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>
/// Runs a state machine. On entering a state its entry activity runs, then the transitions out of it: those without a trigger are taken at once when their condition
/// holds; else the triggers run side by side, and the first that completes while its condition holds wins. The exit activity and the action of the transition run, then
/// the next state is entered. A state without transitions to known states ends the machine.
/// </summary>
[Activity("Elsa", "Flow", "Runs a state machine: named states, and transitions that triggers and conditions take.")]
public sealed class StateMachine : Activity, IReadsJson, IWritesJson, IHasChildren, IHasExpressions, IValidates
{
    private const string Current = "CurrentState";

    public IList<MachineState> States { get; set; } = [];

    public IList<MachineTransition> Transitions { get; set; } = [];

    [Input(Description = "The state to enter first.", IsBrowsable = false)]
    public string? InitialState { get; set; }

    void IWritesJson.WriteJson(JsonObject json, ActivityWriter writer)
    {
        json["initialState"] = InitialState;
        json["states"] = new JsonArray([.. States.Select(s => new JsonObject
        {
            ["name"] = s.Name,
            ["entry"] = s.Entry is null ? null : writer.Write(s.Entry),
            ["exit"] = s.Exit is null ? null : writer.Write(s.Exit),
        })]);
        json["transitions"] = new JsonArray([.. Transitions.Select(t => new JsonObject
        {
            ["name"] = t.Name,
            ["from"] = t.From,
            ["to"] = t.To,
            ["trigger"] = t.Trigger is null ? null : writer.Write(t.Trigger),
            ["condition"] = t.Condition is null ? null : ActivityWriter.Expression(t.Condition),
            ["action"] = t.Action is null ? null : writer.Write(t.Action),
        })]);
    }

    void IReadsJson.ReadJson(JsonObject json, ActivityReader reader)
    {
        InitialState = SignatureReader.Text(json, "currentState") is { Length: > 0 } current ? current : SignatureReader.Text(json, "initialState");
        States = [.. Objects(json["states"]).Select(state => new MachineState(
            SignatureReader.Text(state, "name") ?? "",
            Child(state, "entry", reader),
            Child(state, "exit", reader)))];
        Transitions = [.. Objects(json["transitions"]).Select(transition => new MachineTransition(
            SignatureReader.Text(transition, "name"),
            SignatureReader.Text(transition, "from") ?? "",
            SignatureReader.Text(transition, "to") ?? "",
            Child(transition, "trigger", reader),
            reader.ReadExpression((transition["condition"] as JsonObject)?["expression"] ?? transition["condition"]),
            Child(transition, "action", reader)))];
    }

    IEnumerable<IActivity> IHasChildren.GetChildren() =>
        States.SelectMany(s => new[] { s.Entry, s.Exit }).Concat(Transitions.SelectMany(t => new[] { t.Trigger, t.Action })).OfType<IActivity>();

    IEnumerable<(string Property, Expression Expression)> IHasExpressions.GetExpressions()
    {
        for (var i = 0; i < Transitions.Count; i++)
        {
            if (Transitions[i].Condition is { } condition)
                yield return ($"transitions[{i}].condition", condition);
        }
    }

    IEnumerable<DefinitionFault> IValidates.Validate()
    {
        foreach (var name in Transitions.SelectMany(t => new[] { t.From, t.To }).Append(InitialState ?? "").Where(name => name.Length > 0 && Find(name) is null).Distinct())
            yield return new DefinitionFault(Id, "transitions", $"The state machine has no state '{name}': add it, or mend the transitions that name it.", FaultLevel.Run);
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (!string.IsNullOrWhiteSpace(InitialState) && Find(InitialState) is null)
            throw new WorkflowFaultException($"StateMachine '{Name ?? Id}' has no state '{InitialState}' to begin with.", "state-machine.no-state");
        context.Properties[Current] = InitialState;
        return EnterAsync(context);
    }

    private async ValueTask EnterAsync(ActivityExecutionContext context)
    {
        if (Find(CurrentOf(context)) is not { } state)
            await context.CompleteActivityAsync();
        else if (state.Entry is { } entry)
            await context.ScheduleActivityAsync(entry, OnEntryCompletedAsync);
        else
            await LeaveAsync(context);
    }

    private ValueTask OnEntryCompletedAsync(ActivityCompletedContext context) => LeaveAsync(context.TargetContext);

    private async ValueTask LeaveAsync(ActivityExecutionContext context)
    {
        var ways = WaysOut(context).Where(i => Find(Transitions[i].To) is not null).ToList();
        if (ways.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        foreach (var way in ways.Where(i => Transitions[i].Trigger is null))
        {
            if (await HoldsAsync(context, Transitions[way]))
            {
                await TakeAsync(context, way);
                return;
            }
        }

        foreach (var way in ways.Where(i => Transitions[i].Trigger is not null))
            await context.ScheduleActivityAsync(Transitions[way].Trigger, new ScheduleOptions { CompletionCallback = OnTriggerCompletedAsync, Tag = TagOf(way) });
    }

    private async ValueTask OnTriggerCompletedAsync(ActivityCompletedContext completed)
    {
        var context = completed.TargetContext;
        if (WayOf(completed) is not { } way || Transitions[way].From != CurrentOf(context))
            return;
        if (!await HoldsAsync(context, Transitions[way]))
        {
            await context.ScheduleActivityAsync(Transitions[way].Trigger, new ScheduleOptions { CompletionCallback = OnTriggerCompletedAsync, Tag = TagOf(way) });
            return;
        }

        await ((ActivityRun)context).Run.Runner.CancelChildrenAsync((ActivityRun)context);
        await TakeAsync(context, way);
    }

    private async ValueTask TakeAsync(ActivityExecutionContext context, int way)
    {
        if (Find(Transitions[way].From)?.Exit is { } exit)
            await context.ScheduleActivityAsync(exit, new ScheduleOptions { CompletionCallback = OnExitCompletedAsync, Tag = TagOf(way) });
        else
            await ActAsync(context, way);
    }

    private ValueTask OnExitCompletedAsync(ActivityCompletedContext completed) => WayOf(completed) is { } way ? ActAsync(completed.TargetContext, way) : ValueTask.CompletedTask;

    private async ValueTask ActAsync(ActivityExecutionContext context, int way)
    {
        if (Transitions[way].Action is { } action)
            await context.ScheduleActivityAsync(action, new ScheduleOptions { CompletionCallback = OnActionCompletedAsync, Tag = TagOf(way) });
        else
            await ArriveAsync(context, way);
    }

    private ValueTask OnActionCompletedAsync(ActivityCompletedContext completed) => WayOf(completed) is { } way ? ArriveAsync(completed.TargetContext, way) : ValueTask.CompletedTask;

    private ValueTask ArriveAsync(ActivityExecutionContext context, int way)
    {
        context.Properties[Current] = Transitions[way].To;
        return EnterAsync(context);
    }

    private static async ValueTask<bool> HoldsAsync(ActivityExecutionContext context, MachineTransition transition) =>
        transition.Condition is null || await context.EvaluateAsync<bool>(transition.Condition);

    private static string? CurrentOf(ActivityExecutionContext context) => context.Properties.TryGetValue(Current, out var name) ? name as string : null;

    private IEnumerable<int> WaysOut(ActivityExecutionContext context) => Enumerable.Range(0, Transitions.Count).Where(i => Transitions[i].From == CurrentOf(context));

    private static string TagOf(int way) => way.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private int? WayOf(ActivityCompletedContext completed) =>
        int.TryParse(completed.ChildContext.Tag, System.Globalization.CultureInfo.InvariantCulture, out var way) && way < Transitions.Count ? way : null;

    private MachineState? Find(string? name) => string.IsNullOrWhiteSpace(name) ? null : States.FirstOrDefault(s => s.Name == name);

    private IActivity? Child(JsonObject json, string property, ActivityReader reader) =>
        json[property] is JsonObject child ? reader.Read(child, $"{Id}:{SignatureReader.Text(json, "name") ?? $"{json["from"]}-{json["to"]}"}:{property}") : null;

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();
}
