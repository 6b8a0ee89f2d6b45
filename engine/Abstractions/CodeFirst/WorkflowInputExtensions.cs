using System.Text.Json;

namespace Orchestrator.Workflows;

/// <summary>Inputs of the workflow, for functions in code.</summary>
public static class WorkflowInputExtensions
{
    /// <summary>An input of the workflow; the type's default when it was not given.</summary>
    public static T? GetInput<T>(this ActivityExecutionContext context, string name) =>
        context.WorkflowExecutionContext.Input.TryGetValue(name, out var value) && value is not null
            ? value is T typed ? typed : JsonSerializer.SerializeToElement(value, value.GetType(), PlainJson.Options).Deserialize<T>(PlainJson.Options)
            : default;
}
