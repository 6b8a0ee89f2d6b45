using Orchestrator.Core;
using Orchestrator.Workflows;

namespace Orchestrator.CSharp.Surface;

/// <summary>
/// The variables in scope of a script. Values are the script's own: what it changes within a list or an object becomes the variable's value when the script has ended well, what it
/// assigns at once.
/// </summary>
public class ScriptVariables
{
    private readonly ActivityRun context;
    private readonly VariableViews views;

    internal ScriptVariables(ActivityRun context, VariableViews views)
    {
        this.context = context;
        this.views = views;
    }

    /// <summary>The same variables, for a class with typed members.</summary>
    public ScriptVariables(ScriptVariables all)
    {
        context = all.context;
        views = all.views;
    }

    /// <summary>A variable by name, converted; the default of the type when there is none.</summary>
    /// <exception cref="WorkflowFaultException">The value cannot be converted.</exception>
    public T? Get<T>(string name) => context.FindVariable(name) is { } slot ? (T?)views.Read(slot, typeof(T)) : default;

    /// <summary>A variable by name; null when there is none. Members of objects can be read by name.</summary>
    public dynamic? Get(string name) => Get<object>(name);

    /// <summary>Sets the nearest variable of a name, converted to its type; makes one at the workflow's level when there is none.</summary>
    /// <exception cref="WorkflowFaultException">The value cannot be converted.</exception>
    public void Set(string name, object? value)
    {
        if (context.FindVariable(name) is { } slot)
            views.Forget(slot);
        context.SetVariable(name, value);
    }

    /// <summary>A variable that must be there.</summary>
    protected T? Read<T>(string name) => context.FindVariable(name) is { } slot
        ? (T?)views.Read(slot, typeof(T))
        : throw new WorkflowFaultException($"There is no variable '{name}' here: declare it in the workflow or in a container around the activity.", "csharp");
}
