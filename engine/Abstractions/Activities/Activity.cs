using System.Collections.Concurrent;
using System.Reflection;

namespace Orchestrator.Workflows;

/// <summary>Base of all activities. The activity decides itself when it is complete; see <see cref="CodeActivity"/> for one that completes on return.</summary>
public abstract class Activity : IActivity
{
    /// <summary>Reading an attribute costs more than all else of making an activity, and a definition may have ten thousand.</summary>
    private static readonly ConcurrentDictionary<Type, (string Name, int Version)> Types = new();

    protected Activity() => (Type, Version) = Types.GetOrAdd(GetType(), Describe);

    public string Id { get; set; } = "";

    public string NodeId { get; set; } = "";

    public string? Name { get; set; }

    public string Type { get; set; }

    public int Version { get; set; }

    public IDictionary<string, object?> CustomProperties { get; set; } = new Dictionary<string, object?>();

    public IDictionary<string, object?> Metadata { get; set; } = new Dictionary<string, object?>();

    /// <summary>Whether a stimulus may start the workflow at this activity (<c>customProperties.canStartWorkflow</c>).</summary>
    public bool CanStartWorkflow
    {
        get => CustomProperties.TryGetValue("canStartWorkflow", out var value) && value is true or "true" or "True";
        set => CustomProperties["canStartWorkflow"] = value;
    }

    private static (string Name, int Version) Describe(Type type)
    {
        var attribute = type.GetCustomAttribute<ActivityAttribute>(inherit: false);
        return (attribute?.TypeName(type) ?? ActivityAttribute.DefaultTypeName(type), attribute?.Version ?? 1);
    }

    ValueTask IActivity.ExecuteAsync(ActivityExecutionContext context) => ExecuteAsync(context);

    /// <summary>Runs the activity. An exception makes an incident; the activity is then Faulted.</summary>
    protected virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Execute(context);
        return ValueTask.CompletedTask;
    }

    /// <summary>The synchronous form of <see cref="ExecuteAsync"/>.</summary>
    protected virtual void Execute(ActivityExecutionContext context)
    {
    }
}
