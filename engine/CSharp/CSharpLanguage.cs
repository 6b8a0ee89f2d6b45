using Orchestrator.Core;
using Orchestrator.CSharp.Scripts;
using Orchestrator.CSharp.Surface;
using Orchestrator.Workflows;

namespace Orchestrator.CSharp;

/// <summary>
/// Expressions in C#. They run with the rights of the server and without limits, so each is refused unless a trusted administrator saved it. The compiler is loaded for the first
/// one that is not.
/// </summary>
internal sealed class CSharpLanguage(CSharpTrust trust) : IExpressionLanguage
{
    /// <summary>Type of the expressions in definitions.</summary>
    public const string TypeName = "CSharp";

    private readonly Lazy<ScriptCache> scripts = new(() => new ScriptCache());

    public string Type => TypeName;

    public string DisplayName => "C#";

    public string EditorLanguage => "csharp";

    /// <summary>How many scripts were compiled so far.</summary>
    internal int Compilations => scripts.IsValueCreated ? scripts.Value.Compilations : 0;

    public bool IsOfferedTo(string author) => trust.Includes(author);

    public string? Validate(Expression expression, ActivityNode? node) =>
        trust.Refusal(expression.Author) ?? (TextOf(expression) is { } text ? scripts.Value.Find(text, node).Fault : null);

    public ValueTask<object?> EvaluateAsync(Expression expression, ActivityRun context) => RunAsync(expression, context, null);

    /// <summary>Runs an expression that may set outcomes.</summary>
    /// <param name="expression">The script with its author.</param>
    /// <param name="context">The activity in whose scope it runs.</param>
    /// <param name="outcomes">Takes the outcomes; null: there are none to set.</param>
    public async ValueTask<object?> RunAsync(Expression expression, ActivityRun context, List<string>? outcomes)
    {
        if (trust.Refusal(expression.Author) is { } refusal)
            throw new WorkflowFaultException(refusal, WorkflowFaultException.Untrusted);
        if (TextOf(expression) is not { } text)
            return null;
        var script = scripts.Value.Find(text, context.Node);
        if (script.Fault is { } fault)
            throw new WorkflowFaultException(fault, "csharp.compile");
        var variables = new VariableViews();
        try
        {
            // What it gives is made plain here: a lazy sequence runs the script's code only now.
            var value = PlainValue.From(await script.RunAsync(new ScriptGlobals(context, variables, outcomes)));
            variables.WriteBack();
            return value;
        }
        catch (Exception e) when (e is not (WorkflowFaultException or RunAbortedException) && !(e is OperationCanceledException && context.CancellationToken.IsCancellationRequested))
        {
            throw new WorkflowFaultException(e.Message, "csharp", $"C# threw {e.GetType()}{script.PlaceOf(e)}.", e);
        }
    }

    private static string? TextOf(Expression expression) => ValueConverter.ToText(expression.Value) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
