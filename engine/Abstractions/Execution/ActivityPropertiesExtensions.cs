using System.Text.Json;

namespace Orchestrator.Workflows;

/// <summary>Typed values in the properties of an activity's execution, for activities that work in several steps.</summary>
public static class ActivityPropertiesExtensions
{
    /// <summary>Keeps a value as plain JSON; it is committed with the instance.</summary>
    public static void SetProperty<T>(this ActivityExecutionContext context, string name, T value) =>
        context.Properties[name] = JsonSerializer.SerializeToElement(value, PlainJson.Options).Deserialize<object?>(PlainJson.Options);

    /// <summary>Reads a value that was kept by <see cref="SetProperty{T}"/>; the type's default when there is none.</summary>
    public static T? GetProperty<T>(this ActivityExecutionContext context, string name) =>
        context.Properties.TryGetValue(name, out var value) && value is not null
            ? JsonSerializer.SerializeToElement(value, value.GetType(), PlainJson.Options).Deserialize<T>(PlainJson.Options)
            : default;
}
