namespace Orchestrator.Workflows;

/// <summary>Runs when a bookmark is resumed. It must be a method of the activity's class: the instance's state keeps its name.</summary>
public delegate ValueTask BookmarkCallback(ActivityExecutionContext context);
