using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.CSharp.Surface;

/// <summary>The inputs of the workflow that a script belongs to.</summary>
public class ScriptInputs
{
    private readonly ActivityRun context;

    internal ScriptInputs(ActivityRun context) => this.context = context;

    /// <summary>The same inputs, for a class with typed members.</summary>
    public ScriptInputs(ScriptInputs all) => context = all.context;

    /// <summary>An input by name, converted; the default of the type when it was not given.</summary>
    /// <exception cref="WorkflowFaultException">The value cannot be converted.</exception>
    public T? Get<T>(string name) => (T?)ScriptValues.As(context.FindInput(name), typeof(T));

    /// <summary>An input by name; null when it was not given. Members of objects can be read by name.</summary>
    public dynamic? Get(string name) => Get<object>(name);

    /// <summary>An input as <see cref="Get{T}"/> gives it.</summary>
    protected T? Read<T>(string name) => Get<T>(name);
}
