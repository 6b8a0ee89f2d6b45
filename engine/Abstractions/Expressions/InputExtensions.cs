namespace Orchestrator.Workflows;

public static class InputExtensions
{
    /// <summary>The evaluated value, or the given default when the input is absent or null.</summary>
    public static T? GetOrDefault<T>(this Input<T>? input, ActivityExecutionContext context, Func<T>? defaultValue = null)
    {
        var value = input is null ? default : context.Get(input);
        return value is null && defaultValue is not null ? defaultValue() : value;
    }

    /// <summary>The evaluated text; throws a message that names the input when it is empty.</summary>
    public static string Require(this Input<string>? input, ActivityExecutionContext context, string name)
    {
        var value = input is null ? null : context.Get(input);
        return string.IsNullOrWhiteSpace(value)
            ? throw new WorkflowFaultException($"Input '{name}' of activity '{context.Activity.Name ?? context.Activity.Id}' ({context.Activity.Type}) is empty: give it a value.", "input.missing")
            : value;
    }
}
