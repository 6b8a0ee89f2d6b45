using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>Builds the image of a version from what <see cref="PrepareSource"/> wrote, and checks that its source can be loaded.</summary>
/// <remarks>A build that fails leaves by <c>Failed</c> with the end of the build log. Building again after a crash gives the same image.</remarks>
[Activity("Functions", "Functions", "Builds the image of a version and checks its source.")]
[FlowNode("Done", "Failed")]
public sealed class BuildImage : FunctionStep
{
    protected override async ValueTask<string?> StepAsync(
        ActivityExecutionContext context, FunctionVersion version, IFunctionExecutor executor, CancellationToken cancellationToken)
    {
        var result = await context.RunEffectAsync(new EffectRequest<BuildResult>
        {
            Name = "build-image",
            Act = (key, token) => executor.BuildAsync(version, key, token),
            LookForEffect = async (key, token) => await executor.FindBuildAsync(version, key, token) is { } found ? EffectLookup<BuildResult>.Of(found) : EffectLookup<BuildResult>.NotFound,
        });
        await context.GetRequiredService<IFunctionStore>().SaveVersionAsync(version with { Image = result.Image, BuildLog = result.Log }, cancellationToken);
        return result.Succeeded ? null : $"The function does not build: {result.Error}";
    }
}
