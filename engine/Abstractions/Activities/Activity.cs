using System.Reflection;

namespace Orchestrator.Workflows;

/// <summary>Base of all activities. The activity decides itself when it is complete; see <see cref="CodeActivity"/> for one that completes on return.</summary>
public abstract class Activity : IActivity
{
    protected Activity()
    {
        var attribute = GetType().GetCustomAttribute<ActivityAttribute>(inherit: false);
        Type = attribute?.TypeName(GetType()) ?? ActivityAttribute.DefaultTypeName(GetType());
        Version = attribute?.Version ?? 1;
    }

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
