using Orchestrator.Core;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>The stored states of the rules. Each change is conditional on the state it was made from.</summary>
public sealed class ScalingStates(IDocumentStore documents, IWorkflowStore instances, TimeProvider time)
{
    private const string Collection = "autoscale-state";
    private const int Attempts = 20;

    public async ValueTask<ScalingState> GetAsync(AutoscaleRule rule, CancellationToken cancellationToken) =>
        (await documents.FindAsync<ScalingState>(Collection, rule.Tenant, rule.Id, cancellationToken))?.Value ?? new ScalingState();

    /// <summary>Decides whether to scale, and holds the rule for the instance if so. A holder whose instance has ended, in whatever way, loses the rule.</summary>
    public async ValueTask<ScalingDecision> BeginAsync(AutoscaleRule rule, ScalingRequest request, CancellationToken cancellationToken)
    {
        ScalingDecision? decision = null;
        await ChangeAsync(rule, async state =>
        {
            var isAlive = state.Holder is { } holder && await instances.FindSummaryAsync(holder.InstanceId, cancellationToken) is { Status: WorkflowStatus.Running };
            (decision, var next) = ScalingPolicy.Begin(rule, state, request, isAlive, time.GetUtcNow());
            return next;
        }, cancellationToken);
        return decision!;
    }

    public ValueTask EndAsync(AutoscaleRule rule, string instanceId, string vms, string outcome, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(rule, state => ValueTask.FromResult(ScalingPolicy.End(rule, state, instanceId, vms, outcome, reason, time.GetUtcNow())), cancellationToken);

    public ValueTask ClearAsync(AutoscaleRule rule, string alertId, CancellationToken cancellationToken) =>
        ChangeAsync(rule, state => ValueTask.FromResult(ScalingPolicy.Clear(state, alertId)), cancellationToken);

    public ValueTask<bool> RemoveAsync(AutoscaleRule rule, CancellationToken cancellationToken) => documents.DeleteAsync(Collection, rule.Tenant, rule.Id, cancellationToken);

    private async ValueTask ChangeAsync(AutoscaleRule rule, Func<ScalingState, ValueTask<ScalingState>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var found = await documents.FindAsync<ScalingState>(Collection, rule.Tenant, rule.Id, cancellationToken);
            var state = found?.Value ?? new ScalingState();
            var next = await change(state);
            if (ReferenceEquals(next, state) || await documents.SaveAsync(Collection, rule.Tenant, rule.Id, next, found?.Revision ?? 0, cancellationToken) is not null)
                return;
        }

        throw new InvalidOperationException($"The state of autoscale rule {rule.Id} was changed by others {Attempts} times in a row.");
    }
}
