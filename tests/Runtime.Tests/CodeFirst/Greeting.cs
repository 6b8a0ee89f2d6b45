using Orchestrator.Core.Activities;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Runtime.CodeFirst;

/// <summary>The first version of a workflow.</summary>
internal sealed class Greeting : WorkflowBase
{
    protected override void Build(IWorkflowBuilder builder)
    {
        builder.WithDescription("Greets").WithInput<string>("Who", defaultValue: "nobody");
        var text = builder.WithVariable<string>("Text", "Hello");
        builder.Root = new Sequence
        {
            Activities =
            [
                new Inline(context => text.Set(context, $"{text.Get(context)}, {context.GetInput<string>("Who")}")),
                new Event { EventName = new("go") },
                new WriteLine { Text = new(text) },
            ],
        };
    }
}
