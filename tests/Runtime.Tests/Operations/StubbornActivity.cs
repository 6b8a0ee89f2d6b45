using Orchestrator.Workflows;

namespace Orchestrator.Tests.Runtime.Operations;

/// <summary>Waits for the gate and heeds no token.</summary>
[Activity("Test", "Test", "Waits without heeding its token.")]
public sealed class StubbornActivity : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var probe = context.GetRequiredService<Probe>();
        await context.CheckpointAsync();
        probe.Reached.TrySetResult();
        await probe.Gate.Task;
        probe.Count("done");
    }
}
