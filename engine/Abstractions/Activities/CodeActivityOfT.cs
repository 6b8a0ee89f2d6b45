namespace Orchestrator.Workflows;

/// <summary>A <see cref="CodeActivity"/> with a result.</summary>
public abstract class CodeActivity<T> : Activity<T>, ICompletesItself;
