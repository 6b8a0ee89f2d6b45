using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>Starts a version once, to see that its handler loads, and stops it again.</summary>
/// <remarks>A handler that does not load leaves by <c>Failed</c> with what it wrote.</remarks>
[Activity("Functions", "Functions", "Starts a version once, to see that its handler loads, and stops it again.")]
[FlowNode("Done", "Failed")]
public sealed class VerifyFunction : FunctionStep
{
    protected override async ValueTask<string?> StepAsync(
        ActivityExecutionContext context, FunctionVersion version, IFunctionExecutor executor, CancellationToken cancellationToken)
    {
        var fault = await executor.VerifyAsync(version, $"{context.WorkflowExecutionContext.Id}:{context.Id}:verify", cancellationToken);
        return fault is null ? null : $"The function does not load: {fault}";
    }
}
