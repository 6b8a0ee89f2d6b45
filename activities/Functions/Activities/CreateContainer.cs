using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>Creates the container of a version, stopped, so that the first call starts faster.</summary>
/// <remarks>A container that is there already is kept; one that cannot be created leaves by <c>Failed</c>.</remarks>
[Activity("Functions", "Functions", "Creates the container of a version, stopped.")]
[FlowNode("Done", "Failed")]
public sealed class CreateContainer : FunctionStep
{
    protected override async ValueTask<string?> StepAsync(
        ActivityExecutionContext context, FunctionVersion version, IFunctionExecutor executor, CancellationToken cancellationToken)
    {
        // The container's name is the same each time, so a repetition finds the first one's.
        var id = await context.RunEffectAsync(new EffectRequest<string?> { Name = "create-container", Act = (_, token) => executor.CreateContainerAsync(version, token) });
        await context.GetRequiredService<IFunctionStore>().SaveVersionAsync(version with { ContainerId = id }, cancellationToken);
        return null;
    }
}
