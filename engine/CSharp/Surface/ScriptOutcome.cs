using Orchestrator.Workflows;

namespace Orchestrator.CSharp.Surface;

/// <summary>The outcomes of <c>RunCSharp</c>.</summary>
public sealed class ScriptOutcome
{
    private readonly List<string>? outcomes;

    internal ScriptOutcome(List<string>? outcomes) => this.outcomes = outcomes;

    /// <summary>Replaces the outcome Done, and outcomes that were set before.</summary>
    /// <exception cref="WorkflowFaultException">The script is an expression of another activity, whose outcomes are its own.</exception>
    public void Set(params string[] names)
    {
        if (outcomes is null)
            throw new WorkflowFaultException("Only the script of Run C# sets outcomes; this one is an expression of another activity.", "csharp");
        outcomes.Clear();
        outcomes.AddRange(names);
    }
}
