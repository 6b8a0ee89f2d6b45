using Orchestrator.Tests.Torture.Faults;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.TortureTests;

/// <summary>Takes the whole process down while the world is deadly.</summary>
[Activity("Test", "Test", "Takes the whole process down while the world is deadly.")]
public sealed class Deadly : CodeActivity
{
    protected override void Execute(ActivityExecutionContext context)
    {
        var world = context.GetRequiredService<World>();
        if (!world.IsDeadly)
            return;
        world.Note("death");
        context.GetRequiredService<FaultPlan>().Kill();
        throw new ProcessDiedException();
    }
}
