namespace Orchestrator.Activities.Functions.Executors.Embedded;

/// <summary>A call in the sandbox reached one of its limits.</summary>
internal sealed class SandboxLimitException(CallOutcome outcome, string message) : Exception(message)
{
    public CallOutcome Outcome { get; } = outcome;
}
