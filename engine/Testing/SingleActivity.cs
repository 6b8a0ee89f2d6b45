using Orchestrator.Workflows;

namespace Orchestrator.Testing;

/// <summary>A workflow of one activity.</summary>
internal sealed class SingleActivity(IActivity activity) : WorkflowBase
{
    protected override void Build(IWorkflowBuilder builder) => builder.Root = activity;
}
