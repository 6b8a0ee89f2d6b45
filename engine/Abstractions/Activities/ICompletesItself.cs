namespace Orchestrator.Workflows;

/// <summary>Marks activities that the engine completes with outcome <c>Done</c> when execution returns without a new bookmark.</summary>
public interface ICompletesItself;
