using Orchestrator.Core;
using Orchestrator.Runtime.Execution;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Effects;

internal sealed class EffectLedger(IEffectStore store, InstanceExecutor executor, TimeProvider timeProvider) : IEffectLedger
{
    private const string NotHappened = """{"happened":false}""";

    public async ValueTask<bool> SettleAsync(string key, bool happened, string? receipt, string by, CancellationToken cancellationToken)
    {
        if (await store.FindUnresolvedAsync(key, cancellationToken) is not { } unresolved)
            return false;
        var effect = unresolved.Effect;
        var text = happened ? receipt ?? "null" : NotHappened;
        var isLive = await executor.ChangeAsync(
            effect.InstanceId,
            run => ValueTask.FromResult(WorkflowRunner.SettleEffect(run, effect.ActivityInstanceId, effect.Name, happened, text, by)),
            cancellationToken);

        // The execution is over, as after a cancellation: only the ledger still asks.
        return isLive || await store.CloseAsync(key, text, timeProvider.GetUtcNow(), cancellationToken);
    }
}
