namespace Orchestrator.Workflows;

/// <summary>An activity that is complete when its execution returns, unless it made a bookmark.</summary>
public abstract class CodeActivity : Activity, ICompletesItself;
