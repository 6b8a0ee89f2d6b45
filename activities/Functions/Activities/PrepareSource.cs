using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>Writes the files of a version that its image is built from: handler.js, package.json, server.js and Dockerfile.</summary>
/// <remarks>Files that are there already are written anew. A folder that cannot be written leaves by <c>Failed</c>.</remarks>
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
