using System.Globalization;
using Orchestrator.Core;
using Orchestrator.Runtime.Definitions;
using Orchestrator.Runtime.Stores;
using Orchestrator.Workflows;

namespace Orchestrator.Runtime.Operations;

/// <summary>Finds out why an instance waits, from the tables; the state blob is not read.</summary>
internal sealed class WaitReporter(
    IWorkflowStore store, IOperationStore operations, IDefinitionService definitions, IIntake intake, IEnumerable<IWakeHint> hints, TimeProvider timeProvider)
{
    private const int Tail = 200;
    private const int Attempts = 10;

    private static readonly HashSet<string> AttemptEvents =
        ["Started", "Resumed", "Faulted", "Retried", "Skipped", "Interrupted", "EffectFound", "VariablesChanged"];

    private readonly Dictionary<string, IWakeHint> _hints = hints.ToDictionary(h => h.Stimulus, StringComparer.Ordinal);

    public async ValueTask<WaitReport?> ReportAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (await store.FindSummaryAsync(instanceId, cancellationToken) is not { } summary)
            return null;
        var graph = await definitions.GraphAsync(summary.DefinitionVersionId, cancellationToken);
        var bookmarks = await store.FindBookmarksAsync(new BookmarkFilter { InstanceId = instanceId }, cancellationToken);
        var incidents = await store.ListIncidentsAsync(new IncidentFilter { InstanceId = instanceId, OpenOnly = true, PageSize = 100 }, cancellationToken);
        var effects = await store.ListEffectsAsync(instanceId, cancellationToken);
        var report = new WaitReport
        {
            InstanceId = instanceId,
            Status = summary.Status,
            SubStatus = summary.SubStatus,
            Reason = "",
            Waits = [.. bookmarks.Select(row => Describe(row.Bookmark, graph, instanceId))],
            NextTimerAt = bookmarks.Select(row => row.Bookmark.DueAt).Where(due => due is not null).Min(),
            Incidents = incidents.Items,
            UnresolvedEffects = [.. effects.Where(effect => effect.ReceiptAt is null)],
            PendingMessages = await operations.ListOutboxAsync(instanceId, cancellationToken),
            Children = await operations.FindRunningChildrenAsync([instanceId], cancellationToken),
            LastAttempts = await LastAttemptsAsync(instanceId, cancellationToken),
        };
        return report with { Reason = ReasonOf(summary, report) };
    }

    private async ValueTask<IReadOnlyList<JournalEntry>> LastAttemptsAsync(string instanceId, CancellationToken cancellationToken)
    {
        var count = (await store.ListJournalAsync(instanceId, 0, 1, cancellationToken)).TotalCount;
        var tail = await store.ListJournalAsync(instanceId, (int)Math.Max(0, count - Tail), Tail, cancellationToken);
        return [.. tail.Items.Where(entry => AttemptEvents.Contains(entry.EventName)).Reverse().Take(Attempts)];
    }

    private WaitingFor Describe(Bookmark bookmark, WorkflowGraph? graph, string instanceId)
    {
        var payload = bookmark.Payload is null ? null : PlainJson.ParseNode(bookmark.Payload);
        var activity = graph?.FindByNodeId(bookmark.ActivityNodeId)?.Activity;
        var (wakes, example) = bookmark.DueAt is { } due
            ? (DueText(due), null)
            : HintFor(bookmark.Name) is { } hint
                ? hint.Explain(payload, instanceId)
                : ($"A stimulus '{bookmark.Name}' with this payload arrives.", (string?)null);
        return new WaitingFor
        {
            BookmarkId = bookmark.Id,
            ActivityId = bookmark.ActivityId,
            ActivityName = activity?.Name,
            ActivityType = activity?.Type ?? bookmark.Name,
            Stimulus = bookmark.Name,
            Payload = payload,
            Description = bookmark.Description,
            Since = bookmark.CreatedAt,
            DueAt = bookmark.DueAt,
            WakesWhen = wakes,
            Example = example ?? (bookmark.DueAt is null ? $"orchestrator instance resume {instanceId} {bookmark.Id} --input '{{}}'" : null),
        };
    }

    /// <summary>A stimulus may name its source after a colon, such as a queue.</summary>
    private IWakeHint? HintFor(string stimulus) => _hints.GetValueOrDefault(stimulus) ?? _hints.GetValueOrDefault(stimulus.Split(':')[0]);

    private string DueText(DateTimeOffset due)
    {
        var left = due - timeProvider.GetUtcNow();
        return left <= TimeSpan.Zero
            ? "Its time has come; the timer fires as soon as a node takes it."
            : string.Create(CultureInfo.InvariantCulture, $"The timer fires in {left:d\\.hh\\:mm\\:ss} (at {due:yyyy-MM-dd HH:mm:ss} UTC).");
    }

    private string ReasonOf(InstanceSummary summary, WaitReport report)
    {
        if (summary.Status == WorkflowStatus.Finished)
        {
            return summary.SubStatus == WorkflowSubStatus.Faulted
                ? $"It does not wait: a fault has ended it ({Count(report.Incidents.Count, "open incident")}). Retry or skip the incident to let it go on."
                : $"It does not wait: it is {summary.SubStatus.ToString().ToLowerInvariant()} since {summary.FinishedAt:yyyy-MM-dd HH:mm:ss} UTC.";
        }

        var reasons = new List<string>();
        if (!intake.Status.IsOpen)
            reasons.Add("this node's intake is suspended");
        if (summary.SubStatus == WorkflowSubStatus.Interrupted)
            reasons.Add("it was interrupted again and again at the same place, and waits for an operator");
        else if (report.Incidents.Count > 0)
            reasons.Add($"{Count(report.Incidents.Count, "open incident")} waits for an operator: '{report.Incidents[0].ActivityId}' failed with \"{report.Incidents[0].Message}\"");
        var timers = report.Waits.Count(wait => wait.DueAt is not null);
        if (report.Waits.Count > timers)
            reasons.Add($"it waits for {Count(report.Waits.Count - timers, "event")} ({string.Join(", ", report.Waits.Where(w => w.DueAt is null).Select(w => w.Description ?? w.Stimulus).Distinct())})");
        if (timers > 0)
            reasons.Add($"it waits for {Count(timers, "timer")}, the next at {report.NextTimerAt:yyyy-MM-dd HH:mm:ss} UTC");
        if (report.Children.Count > 0)
            reasons.Add($"{Count(report.Children.Count, "child instance")} still runs");
        if (summary.SubStatus is WorkflowSubStatus.Executing or WorkflowSubStatus.Pending)
            reasons.Add("it is at work now");
        if (reasons.Count == 0)
            return "Nothing would wake it: it has no bookmark, no timer and no open incident. Cancel it, or run it again from an activity.";
        var text = string.Join("; ", reasons);
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
    }

    private static string Count(int count, string what) => count == 1 ? $"one {what}" : string.Create(CultureInfo.InvariantCulture, $"{count} {what}s");
}
