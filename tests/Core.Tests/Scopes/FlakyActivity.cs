using Orchestrator.Workflows;

namespace Orchestrator.Tests.Core.Scopes;

/// <summary>Faults the first times it is executed.</summary>
[Activity("Test", "Test", "Faults the first times.")]
public sealed class FlakyActivity : CodeActivity
{
    [Input]
    public Input<int>? Failures { get; set; }

    [Input]
    public Input<string>? Code { get; set; }

    protected override void Execute(ActivityExecutionContext context)
    {
        var world = context.GetRequiredService<OutsideWorld>();
        world.Do(Id);
        if (world.Done[Id] <= Failures.GetOrDefault(context))
            throw new WorkflowFaultException($"failure {world.Done[Id]}", Code.GetOrDefault(context) ?? "flaky");
        context.AddExecutionLogEntry("Line", Id);
    }
}
