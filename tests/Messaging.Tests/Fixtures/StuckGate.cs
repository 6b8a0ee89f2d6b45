namespace Orchestrator.Tests.Messaging;

/// <summary>Tells that an instance has come to <see cref="Stuck"/>.</summary>
public sealed class StuckGate
{
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
