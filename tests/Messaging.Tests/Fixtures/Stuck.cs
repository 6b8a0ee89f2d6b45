using Orchestrator.Workflows;

namespace Orchestrator.Tests.Messaging;

/// <summary>Works until the process stops.</summary>
[Activity("Test", "Test", "Works until the process stops.")]
public sealed class Stuck : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.GetRequiredService<StuckGate>().Reached.TrySetResult();
        await new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
    }
}
