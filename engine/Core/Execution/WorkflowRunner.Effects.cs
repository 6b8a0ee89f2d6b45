namespace Orchestrator.Core;

public sealed partial class WorkflowRunner
{
    /// <summary>
    /// Settles an effect that has an intent and no receipt, as a person found out: it happened, with this receipt (JSON), or it did not, and is done anew when its activity
    /// is executed again. False when the run has no such effect.
    /// </summary>
    public static bool SettleEffect(WorkflowRun run, string activityInstanceId, string name, bool happened, string receipt, string by)
    {
        if (run.FindContext(activityInstanceId) is not { } context || !context.Effects.TryGetValue(name, out var effect) || effect.ReceiptAt is not null)
            return false;
        context.Settle(effect, happened, receipt);
        run.Log("EffectSettled", context, happened ? $"'{name}' had happened, says {by}." : $"'{name}' had not happened, says {by}.");
        return true;
    }
}
