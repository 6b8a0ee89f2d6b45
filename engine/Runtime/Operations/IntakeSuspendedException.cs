namespace Orchestrator.Runtime.Operations;

/// <summary>This node takes no new work now; another one may, or the operator lets it go on.</summary>
public sealed class IntakeSuspendedException() : Exception("This node takes no new work now: its intake is suspended. Try again, or send it to another node.");
