using System.Text.Json.Nodes;
using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.CSharp.Activities;

/// <summary>
/// Runs a script in C#; its value is the result. <c>Outcome.Set</c> replaces the outcome Done. It runs with the rights of the server, so it runs only where an administrator saved
/// the definition who is named in <c>CSharp:TrustedAdministrators</c>; by default that is nobody. The script is text of the definition, never a computed one.
/// </summary>
[Activity("Elsa", "Scripting", "Runs C#.", DisplayName = "Run C#")]
public sealed class RunCSharp : Activity<object>, IReadsJson, IValidates
{
    [Input(Description = "The script; its last expression, or what it returns, is the result.", UIHint = "code-editor", DefaultSyntax = CSharpLanguage.TypeName, AutoEvaluate = false)]
    public Input<string>? Script { get; set; }

    [Input(Description = "Outcomes that the script may set.", UIHint = "dynamic-outcomes")]
    public Input<List<string>>? PossibleOutcomes { get; set; }

    void IReadsJson.ReadJson(JsonObject json, ActivityReader reader)
    {
        // Editors store the text as either; as C# it is checked with the definition.
        if (Script?.Expression is { Type: "Literal" } text)
            Script.Expression = text with { Type = CSharpLanguage.TypeName };
    }

    IEnumerable<DefinitionFault> IValidates.Validate() =>
        Script?.Expression is { } script && Computed(script) is { } reason ? [new DefinitionFault(Id, "script", reason, FaultLevel.Run)] : [];

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var outcomes = new List<string>();
        if (Script?.Expression is { } script)
        {
            if (Computed(script) is { } reason)
                throw new WorkflowFaultException(reason, "csharp.computed");
            var result = await context.GetRequiredService<CSharpLanguage>().RunAsync(script, (ActivityRun)context, outcomes);
            Result.Set(context, result);
        }

        await context.CompleteActivityAsync(outcomes.Count > 0 ? new Outcomes([.. outcomes]) : Outcomes.Done);
    }

    /// <summary>Why a script that only a run would give is refused: nobody could have read it before; null when it is text.</summary>
    private static string? Computed(Expression script) => script.Type is CSharpLanguage.TypeName or "Literal"
        ? null
        : $"The script is a {script.Type} expression, but C# is never computed: write the script itself, as CSharp or Literal.";
}
