using System.ComponentModel;
using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.CSharp.Surface;

/// <summary>What a script sees by name. For one run of one script; not thread-safe.</summary>
public sealed class ScriptGlobals
{
    private readonly ActivityRun context;

    internal ScriptGlobals(ActivityRun context, VariableViews variables, List<string>? outcomes)
    {
        this.context = context;
        Variable = new ScriptVariables(context, variables);
        Input = new ScriptInputs(context);
        Output = new ScriptOutputs(context);
        Outcome = new ScriptOutcome(outcomes);
    }

    /// <summary>The variables in scope.</summary>
    public ScriptVariables Variable { get; }

    /// <summary>The older name of <see cref="Variable"/>.</summary>
    public ScriptVariables Variables => Variable;

    /// <summary>The inputs of the workflow.</summary>
    public ScriptInputs Input { get; }

    /// <summary>What activities gave out.</summary>
    public ScriptOutputs Output { get; }

    /// <summary>The outcomes of the activity that is the script.</summary>
    public ScriptOutcome Outcome { get; }

    /// <summary>Id of the instance.</summary>
    public string WorkflowInstanceId => context.Run.Id;

    /// <summary>Business key of the instance; null: none.</summary>
    public string? CorrelationId
    {
        get => context.Run.CorrelationId;
        set => context.Run.CorrelationId = value;
    }

    /// <summary>The execution of the activity that the script belongs to.</summary>
    public ActivityExecutionContext ExecutionContext => context;

    /// <summary>Cancelled when the instance is cancelled or the host stops. Nothing else ends a script.</summary>
    public CancellationToken CancellationToken => context.CancellationToken;

    /// <summary><see cref="Variable"/> for the code around a script, which gives that name to an object with typed members.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ScriptVariables AllVariables => Variable;

    /// <summary><see cref="Input"/> for the code around a script, which gives that name to an object with typed members.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ScriptInputs AllInputs => Input;
}
