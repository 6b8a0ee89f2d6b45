namespace Orchestrator.Workflows;

/// <summary>One step of a workflow. An activity object belongs to a definition and is shared by all runs of it, so it holds no state of a run.</summary>
public interface IActivity
{
    /// <summary>Unique within the definition.</summary>
    string Id { get; set; }

    /// <summary>Path of ids from the root: <c>Workflow1:flow1:a1</c>. Set when the definition is loaded.</summary>
    string NodeId { get; set; }

    string? Name { get; set; }

    /// <summary>Registered type name, such as <c>Elsa.WriteLine</c>.</summary>
    string Type { get; set; }

    int Version { get; set; }

    /// <summary>Settings that belong to the engine: <c>canStartWorkflow</c>, <c>mergeMode</c>, <c>runAsynchronously</c> …</summary>
    IDictionary<string, object?> CustomProperties { get; set; }

    /// <summary>What the designer keeps: position, size, display text.</summary>
    IDictionary<string, object?> Metadata { get; set; }

    /// <summary>Runs the activity. It is complete when <see cref="ActivityExecutionContext.CompleteActivityAsync()"/> was called; bookmarks suspend it.</summary>
    ValueTask ExecuteAsync(ActivityExecutionContext context);
}
