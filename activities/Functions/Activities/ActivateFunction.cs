using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>Makes a version the one that answers calls; the function is ready then.</summary>
/// <remarks>Does nothing when another version is being made by now or the function is being removed.</remarks>
[Activity("Functions", "Functions", "Makes a version the one that answers calls; the function is ready then.")]
public sealed class ActivateFunction : CodeActivity
{
    [Input(Description = "The version: {name, version}.")]
    public Input<object?> Function { get; set; } = default!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (tenant, reference) = (context.WorkflowExecutionContext.Tenant, FunctionStep.RefOf(context, Function));
        var store = context.GetRequiredService<IFunctionStore>();
        var version = await store.FindVersionAsync(tenant, reference.Name, reference.Version, context.CancellationToken);
        int? before = null;
        await store.ChangeAsync(
            tenant,
            reference.Name,
            record =>
            {
                if (record.PendingVersion != reference.Version || record.Status == FunctionStatus.Removing)
                    return null;
                before = record.ActiveVersion;
                return record with
                {
                    Status = FunctionStatus.Ready,
                    ActiveVersion = reference.Version,
                    PendingVersion = null,
                    Error = null,
                    StatusReason = version?.ExecutorReason,
                };
            },
            context.CancellationToken);
        if (before is { } old && await store.FindVersionAsync(tenant, reference.Name, old, context.CancellationToken) is { } replaced && replaced.Source.Route != version?.Source.Route)
            await store.ReleaseRouteAsync(tenant, replaced.Source.Route, reference.Name, context.CancellationToken);
    }
}
