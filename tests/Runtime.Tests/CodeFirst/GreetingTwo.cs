using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Runtime.CodeFirst;

/// <summary>The next version.</summary>
internal sealed class GreetingTwo : WorkflowBase
{
    protected override void Build(IWorkflowBuilder builder)
    {
        builder.WithDefinitionId(nameof(Greeting)).WithName("Greeting").WithVersion(2);
        builder.Root = new Flowchart
        {
            Activities = [new WriteLine { Id = "a", Text = new("two") }, new WriteLine { Id = "b", Text = new("done") }],
            Connections = [new Connection("a", "Done", "b")],
        };
    }
}
