using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

[Activity("Functions", "Functions", "Writes handler.js, package.json, server.js and Dockerfile of a version.")]
[FlowNode("Done", "Failed")]
public sealed class PrepareSource : FunctionStep
{
    protected override async ValueTask<string?> StepAsync(
        ActivityExecutionContext context, FunctionVersion version, IFunctionExecutor executor, CancellationToken cancellationToken)
    {
        await executor.PrepareAsync(version, cancellationToken);
        return null;
    }
}
