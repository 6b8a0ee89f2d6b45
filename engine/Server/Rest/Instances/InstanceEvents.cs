using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Server.Auth;
using Orchestrator.Server.Problems;

namespace Orchestrator.Server.Rest.Instances;

/// <summary>
/// Follows an instance. A commit only wakes the stream, which then reads what is new from the journal: so a slow reader costs no memory, and nothing is left out. Commits
/// of other nodes are found by looking every two seconds.
/// </summary>
internal static class InstanceEvents
{
    private const int Page = 200;
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    public static async Task<IResult> StreamAsync(
        string id, HttpContext context, InstanceReader reader, IWorkflowStore store, InstanceSignals signals, TimeProvider time, CancellationToken cancellationToken, long after = 0)
    {
        if (await reader.FindSummaryAsync(id, context.Caller(), cancellationToken) is null)
            return Problem.NotFound($"There is no instance '{id}'.");
        if (long.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            after = last;
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return Results.ServerSentEvents(EventsAsync(id, after, store, signals, time, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<object>> EventsAsync(
        string id, long after, IWorkflowStore store, InstanceSignals signals, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var signal = signals.Watch(id);
        InstanceSummary? shown = null;
        while (true)
        {
            var changed = signal.Next();
            var summary = await store.FindSummaryAsync(id, cancellationToken);
            await foreach (var entry in NewEntriesAsync(id, after, store, cancellationToken))
            {
                after = entry.Sequence;
                yield return new SseItem<object>(JournalAnswer.Of(entry), "journal") { EventId = after.ToString(CultureInfo.InvariantCulture) };
            }

            if (summary is not null && summary != shown)
                yield return new SseItem<object>(InstanceAnswer.Of(summary), "state");
            shown = summary;
            if (summary is null or { Status: WorkflowStatus.Finished })
            {
                yield return new SseItem<object>(new { id }, "end");
                yield break;
            }

            await Task.WhenAny(changed, Task.Delay(LookInterval, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static async IAsyncEnumerable<JournalEntry> NewEntriesAsync(string id, long after, IWorkflowStore store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            // Sequences have no gaps, so the entry after number n is the one at place n.
            var page = await store.ListJournalAsync(id, (int)after, Page, cancellationToken);
            foreach (var entry in page.Items)
            {
                after = entry.Sequence;
                yield return entry;
            }

            if (page.Items.Count < Page)
                yield break;
        }
    }
}
