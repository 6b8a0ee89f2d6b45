using Jint;
using Jint.Native;
using Jint.Runtime.Interop;
using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Runs a script; its value is the result. <c>setOutcome</c> and <c>setOutcomes</c> replace the outcome Done.</summary>
[Activity("Elsa", "Scripting", "Runs JavaScript.")]
public sealed class RunJavaScript : Activity<object>, IValidates
{
    [Input(Description = "The script; its last value, or what it returns, is the result.", UIHint = "code-editor", AutoEvaluate = false)]
    public Input<string>? Script { get; set; }

    [Input(Description = "Outcomes that the script may set.", UIHint = "dynamic-outcomes")]
    public Input<List<string>>? PossibleOutcomes { get; set; }

    IEnumerable<DefinitionFault> IValidates.Validate() =>
        Script?.Expression is { Type: "Literal" or "JavaScript", Value: string text } && JavaScriptEvaluator.SyntaxError(text) is { } reason ? [new DefinitionFault(Id, "script", reason, FaultLevel.Run)] : [];

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        // A JavaScript expression here is the script itself, not an expression that gives one.
        var script = Script?.Expression is { Type: "JavaScript", Value: string text } ? text : await context.EvaluateAsync(Script);
        var outcomes = new List<string>();
        if (string.IsNullOrWhiteSpace(script))
        {
            await context.CompleteActivityAsync();
            return;
        }

        var result = await context.GetRequiredService<JavaScriptEvaluator>().EvaluateAsync(script, (ActivityRun)context, engine => AddOutcomeFunctions(engine, outcomes));
        Result.Set(context, result);
        await context.CompleteActivityAsync(outcomes.Count > 0 ? new Outcomes([.. outcomes]) : Outcomes.Done);
    }

    private static void AddOutcomeFunctions(Engine engine, List<string> outcomes)
    {
        JsValue Set(JsValue _, JsValue[] arguments)
        {
            outcomes.Clear();
            foreach (var argument in arguments)
                outcomes.AddRange(argument is JsArray list ? list.Select(v => v.ToString()) : [argument.ToString()]);
            return JsValue.Undefined;
        }

        engine.SetValue("setOutcome", new ClrFunction(engine, "setOutcome", Set));
        engine.SetValue("setOutcomes", new ClrFunction(engine, "setOutcomes", Set));
    }
}
