using Orchestrator.Activities.Functions.Model;
using Orchestrator.Workflows;

namespace Orchestrator.Activities.Functions.Activities;

/// <summary>Notes that a version could not be made: an older version goes on serving; without one the function has failed.</summary>
/// <remarks>Does nothing when another version is being made by now or the function is being removed. A route that only the failed version had is free again.</remarks>
[Activity("Functions", "Functions", "Notes that a version could not be made; an older version goes on serving.")]
public sealed class MarkFailed : CodeActivity
{
    [Input(Description = "The version: {name, version}.")]
    public Input<object?> Function { get; set; } = default!;

    [Input(Description = "Why.")]
    public Input<string> Reason { get; set; } = default!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (tenant, reference) = (context.WorkflowExecutionContext.Tenant, FunctionStep.RefOf(context, Function));
        var reason = Reason.GetOrDefault(context, () => "unknown reason");
        var store = context.GetRequiredService<IFunctionStore>();
        var record = await store.ChangeAsync(
            tenant,
            reference.Name,
            record => record.PendingVersion != reference.Version || record.Status == FunctionStatus.Removing ? null : Failed(record, reference.Version, reason!),
            context.CancellationToken);
        await ReleaseRouteAsync(store, record, tenant, reference, context.CancellationToken);
    }

    private static FunctionRecord Failed(FunctionRecord record, int version, string reason) => record.ActiveVersion is { } active
        ? record with
        {
            Status = FunctionStatus.Ready,
            PendingVersion = null,
            Error = reason,
            StatusReason = $"Version {version} failed, version {active} goes on serving.",
        }
        : record with { Status = FunctionStatus.Failed, PendingVersion = null, Error = reason, StatusReason = reason };

    /// <summary>The route that only the failed version had is free again, unless the function has no other.</summary>
    private static async ValueTask ReleaseRouteAsync(IFunctionStore store, FunctionRecord? record, string tenant, FunctionRef reference, CancellationToken cancellationToken)
    {
        if (record?.ActiveVersion is not { } activeVersion)
            return;
        var active = await store.FindVersionAsync(tenant, reference.Name, activeVersion, cancellationToken);
        var failed = await store.FindVersionAsync(tenant, reference.Name, reference.Version, cancellationToken);
        if (active is not null && failed is not null && active.Source.Route != failed.Source.Route)
            await store.ReleaseRouteAsync(tenant, failed.Source.Route, reference.Name, cancellationToken);
    }
}
