namespace Orchestrator.Workflows;

/// <summary>Runs when a scheduled child completes. It must be a method of the owner's class: the instance's state keeps its name.</summary>
public delegate ValueTask ActivityCompletionCallback(ActivityCompletedContext context);
