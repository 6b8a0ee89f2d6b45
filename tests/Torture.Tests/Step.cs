using Orchestrator.Workflows;

namespace Orchestrator.Tests.TortureTests;

/// <summary>Does something without a ledger of it.</summary>
[Activity("Test", "Test", "Does something without a ledger of it.")]
public sealed class Step : CodeActivity
{
    [Input]
    public Input<string> What { get; set; } = default!;

    protected override void Execute(ActivityExecutionContext context) => context.GetRequiredService<World>().Note(context.Get(What)!);
}
