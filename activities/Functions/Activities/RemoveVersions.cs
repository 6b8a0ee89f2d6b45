using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>Removes containers, images and files of versions that serve no more, once their last calls are over.</summary>
/// <remarks>Waits durably, a second at a time, while a version still has calls. What the container engine cannot remove now is noted in the journal and cleared away by the maintenance later.</remarks>
[Activity("Functions", "Functions", "Removes containers, images and files of versions that serve no more, once their last calls are over.")]
public sealed class RemoveVersions : CodeActivity
{
    private const string Round = "Round";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    [Input(Description = "The function: {name, version}.")]
    public Input<object?> Function { get; set; } = default!;

    [Input(Description = "Remove the whole function, the serving version and its record included.")]
    public Input<bool>? Whole { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => OnTimeAsync(context);

    private async ValueTask OnTimeAsync(ActivityExecutionContext context)
    {
        var (tenant, name) = (context.WorkflowExecutionContext.Tenant, FunctionStep.RefOf(context, Function).Name);
        var whole = Whole is not null && context.Get(Whole);
        var store = context.GetRequiredService<IFunctionStore>();
        var record = await store.FindAsync(tenant, name, context.CancellationToken);
        var remaining = false;
        foreach (var number in record?.Versions ?? [])
        {
            if (whole || (number != record!.ActiveVersion && number != record.PendingVersion))
                remaining |= !await RemoveAsync(context, store, name, number, whole);
        }

        if (remaining)
        {
            context.Properties[Round] = RoundOf(context) + 1;
            context.DelayFor(Pause, OnTimeAsync, $"Calls of replaced versions of '{name}' end");
            return;
        }

        if (whole)
            await store.DeleteAsync(tenant, name, context.CancellationToken);
        await context.CompleteActivityAsync();
    }

    /// <summary>Each look is an effect of its own.</summary>
    private static long RoundOf(ActivityExecutionContext context) =>
        context.Properties.TryGetValue(Round, out var round) ? Convert.ToInt64(round, System.Globalization.CultureInfo.InvariantCulture) : 0;

    private static async ValueTask<bool> RemoveAsync(ActivityExecutionContext context, IFunctionStore store, string name, int number, bool whole)
    {
        var tenant = context.WorkflowExecutionContext.Tenant;
        var version = await store.FindVersionAsync(tenant, name, number, context.CancellationToken);
        if (version is not null)
        {
            try
            {
                var executor = context.GetRequiredService<IFunctionExecutors>().Get(version.Executor);
                var removed = await context.RunEffectAsync(new EffectRequest<bool>
                {
                    Name = $"remove-{number}-{RoundOf(context)}",
                    Act = (_, token) => executor.RemoveAsync(version, whole, token),
                });
                if (!removed)
                    return false;
            }
            catch (FunctionExecutorException exception)
            {
                // What is left is cleared away by the maintenance when the engine is back.
                context.AddExecutionLogEntry("Left", $"Version {number}: {exception.Message}");
            }
        }

        await store.ChangeAsync(tenant, name, record => record with { Versions = [.. record.Versions.Where(v => v != number)] }, context.CancellationToken);
        if (!whole)
            await store.DeleteVersionAsync(tenant, name, number, context.CancellationToken);
        return true;
    }
}
