using Orchestrator.Workflows;

namespace Orchestrator.Activities.Messaging.Vcd.Behaviors;

/// <summary>The task of vCD that an invocation is, as vCD wrote its ids.</summary>
internal sealed record BehaviorTask(string TaskId, string EntityId)
{
    /// <summary>Instance property that holds it.</summary>
    public const string Property = "VcdBehavior";

    public Dictionary<string, object?> ToValues() => new() { ["taskId"] = TaskId, ["entityId"] = EntityId };

    /// <summary>Null when the instance was not started by an invocation.</summary>
    public static BehaviorTask? Of(WorkflowExecutionContext instance) => instance.Properties.TryGetValue(Property, out var value) ? From(value) : null;

    public static BehaviorTask? From(object? value) =>
        value is IDictionary<string, object?> values && values.TryGetValue("taskId", out var task) && task is string taskId
            ? new BehaviorTask(taskId, values.TryGetValue("entityId", out var entity) && entity is string entityId ? entityId : "")
            : null;
}
