using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.CSharp.Surface;

/// <summary>What activities gave out before a script.</summary>
public sealed class ScriptOutputs
{
    private readonly ActivityRun context;

    internal ScriptOutputs(ActivityRun context) => this.context = context;

    /// <summary>What the last activity that gave something out gave.</summary>
    public dynamic? LastResult => ScriptValues.As(context.Run.LastResult, typeof(object));

    /// <summary>An output, converted; the default of the type when the activity gave none.</summary>
    /// <param name="activityIdOrName">The activity.</param>
    /// <param name="outputName">Name of the output; null: <c>Result</c>.</param>
    /// <exception cref="WorkflowFaultException">The value cannot be converted.</exception>
    public T? From<T>(string activityIdOrName, string? outputName = null) => (T?)ScriptValues.As(context.FindOutput(activityIdOrName, outputName ?? "Result"), typeof(T));

    /// <summary>An output; null when the activity gave none. Members of objects can be read by name.</summary>
    /// <param name="activityIdOrName">The activity.</param>
    /// <param name="outputName">Name of the output; null: <c>Result</c>.</param>
    public dynamic? From(string activityIdOrName, string? outputName = null) => From<object>(activityIdOrName, outputName);
}
