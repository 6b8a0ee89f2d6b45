using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Ends the workflow, or the workflow used as an activity, with the given outcomes.</summary>
[Activity("Elsa", "Composition", "Completes the nearest composite with the given outcomes.")]
public sealed class Complete : Activity, ITerminal
{
    [Input(Description = "Outcomes: a name, a list, or a JSON array.")]
    public Input<object>? Outcomes { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var outcomes = Names(Outcomes is null ? null : context.Get(Outcomes));
        var run = (ActivityRun)context;
        var composite = run.Parent;
        while (composite is not null && composite.Activity is not IComposite)
            composite = composite.Parent;

        // The containers in between end with the composite: they must not go on.
        await run.Run.Runner.CompleteAsync(run, outcomes, tellsOwner: composite is null);
        if (composite is null)
            return;
        (composite.Activity as Workflow)?.SetResult(composite);
        await composite.CompleteActivityAsync(outcomes);
    }

    private static Outcomes Names(object? value) => value switch
    {
        null or "" => Workflows.Outcomes.Done,
        string text when text.TrimStart().StartsWith('[') => Names(PlainValue.Parse(text)),
        string text => new Outcomes(text),
        IEnumerable<object?> list => new Outcomes([.. list.Select(v => ValueConverter.ToText(v) ?? "")]),
        _ => new Outcomes(ValueConverter.ToText(value)!),
    };
}
