using Orchestrator.Activities.Functions.Executors;
using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>Stops the container of a call and frees its place for the next one.</summary>
/// <remarks>Does nothing for a call that never had a container, or whose container is gone.</remarks>
[Activity("Functions", "Functions", "Stops the container of a call and frees it for the next; nothing when the call never had one.")]
public sealed class StopContainer : CodeActivity
{
    [Input(Description = "The call that StartContainer gave.")]
    public Input<object?> Call { get; set; } = default!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.Get(Call) is not { } value || ValueConverter.To<FunctionCall>(value) is not { } call)
            return;
        var (tenant, store) = (context.WorkflowExecutionContext.Tenant, context.GetRequiredService<IFunctionStore>());
        if (await store.FindVersionAsync(tenant, call.Name, call.Version, context.CancellationToken) is not { } version)
            return;
        var executor = context.GetRequiredService<IFunctionExecutors>().Get(version.Executor);
        await context.RunEffectAsync(new EffectRequest<bool>
        {
            Name = "stop-container",
            Act = async (_, token) =>
            {
                await executor.StopAsync(version, call.Slot.CallId, token);
                await store.CountCallAsync(tenant, call.Name, token);
                return true;
            },
        });
    }
}
