using Orchestrator.Workflows;

namespace Orchestrator.Tests.Runtime;

/// <summary>Does an effect, then waits until the test lets it go on; then does another.</summary>
[Activity("Test", "Test", "Does effects with a gate between them.")]
public sealed class GatedActivity : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var probe = context.GetRequiredService<Probe>();
        await context.RunEffectAsync(new EffectRequest<int> { Name = "first", Act = (_, _) => ValueTask.FromResult(probe.Count("first")) });
        probe.Reached.TrySetResult();
        await probe.Gate.Task.WaitAsync(context.CancellationToken);
        await context.RunEffectAsync(new EffectRequest<int> { Name = "second", Act = (_, _) => ValueTask.FromResult(probe.Count("second")) });
    }
}
