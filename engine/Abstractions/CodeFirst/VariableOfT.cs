using System.Text.Json;

namespace Orchestrator.Workflows;

/// <summary>A variable whose values have a known type.</summary>
public class Variable<T> : Variable
{
    public Variable()
    {
    }

    public Variable(string name, T? value = default) : base(name, value)
    {
    }

    /// <summary>The value in the nearest scope.</summary>
    public T? Get(ActivityExecutionContext context) => context.GetVariable(Name) switch
    {
        null => default,
        T value => value,
        var other => JsonSerializer.SerializeToElement(other, other.GetType(), PlainJson.Options).Deserialize<T>(PlainJson.Options),
    };

    public void Set(ActivityExecutionContext context, T? value) => context.SetVariable(Name, value);
}
