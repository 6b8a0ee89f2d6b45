using Orchestrator.Core;
using Orchestrator.Runtime.Operations;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Rest.Incidents;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>Why an instance waits.</summary>
/// <param name="Reason">The answer in one sentence.</param>
/// <param name="Waits">Events and timers that would wake it, each with a command that does.</param>
/// <param name="UnresolvedEffects">Actions on the outside world that were begun and of which it is not known whether they happened.</param>
/// <param name="PendingMessages">Messages that were not sent yet.</param>
/// <param name="LastAttempts">The last starts, resumptions, faults and retries, newest first.</param>
internal sealed record WaitAnswer(
    string InstanceId,
    WorkflowStatus Status,
    WorkflowSubStatus SubStatus,
    string Reason,
    DateTimeOffset? NextTimerAt,
    IReadOnlyList<WaitingFor> Waits,
    IReadOnlyList<IncidentAnswer> Incidents,
    IReadOnlyList<EffectAnswer> UnresolvedEffects,
    IReadOnlyList<WaitAnswer.PendingMessage> PendingMessages,
    IReadOnlyList<InstanceAnswer> Children,
    IReadOnlyList<JournalAnswer> LastAttempts)
{
    public static WaitAnswer Of(WaitReport report) => new(
        report.InstanceId, report.Status, report.SubStatus, report.Reason, report.NextTimerAt, report.Waits, [.. report.Incidents.Select(IncidentAnswer.Of)],
        [.. report.UnresolvedEffects.Select(EffectAnswer.Of)], [.. report.PendingMessages.Select(PendingMessage.Of)], [.. report.Children.Select(InstanceAnswer.Of)],
        [.. report.LastAttempts.Select(JournalAnswer.Of)]);

    /// <param name="LastError">Why the last attempt failed.</param>
    internal sealed record PendingMessage(string Id, string Kind, DateTimeOffset CreatedAt, DateTimeOffset NextAttemptAt, int Attempts, string? LastError)
    {
        public static PendingMessage Of(OutboxRow row) => new(row.Id, row.Kind, row.CreatedAt, row.NextAttemptAt, row.Attempts, row.LastError);
    }
}
