using System.Diagnostics;
using System.Diagnostics.Metrics;
using Orchestrator.Workflows;
using Span = System.Diagnostics.Activity;

namespace Orchestrator.Core;

/// <summary>Span and duration of one execution of an activity, from its start or resumption to the next wait; source and meter <c>orchestrator.core</c>.</summary>
internal readonly struct ExecutionSpan : IDisposable
{
    private const string Name = "orchestrator.core";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "orchestrator.activity.duration", "s", "Time that an activity ran, from its start or resumption to its end or next wait.");

    private readonly ActivityRun context;
    private readonly Span? span;
    private readonly long since;

    private ExecutionSpan(ActivityRun context, Span? span)
    {
        this.context = context;
        this.span = span;
        since = Duration.Enabled ? context.Run.TimeProvider.GetTimestamp() : 0;
    }

    public static ExecutionSpan Begin(ActivityRun context, WorkItem item)
    {
        var span = Source.HasListeners() ? Source.StartActivity(context.Activity.Type) : null;
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("orchestrator.activity.id", context.Activity.Id);
            span.SetTag("orchestrator.activity.node", context.Activity.NodeId);
            span.SetTag("orchestrator.activity.execution", context.Id);
            span.SetTag("orchestrator.activity.cause", item.IsRepeat ? "repeat" : item.Kind.ToString().ToLowerInvariant());
        }

        return new ExecutionSpan(context, span);
    }

    /// <summary>Ends the span with what the execution has come to.</summary>
    public void Dispose()
    {
        if (span is null && since == 0)
            return;
        var status = context.Status == ActivityStatus.Running && context.BookmarkCount > 0 ? "suspended" : context.Status.ToString().ToLowerInvariant();
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("orchestrator.activity.status", status);
            if (context.Status == ActivityStatus.Faulted)
                span.SetStatus(ActivityStatusCode.Error);
        }

        span?.Dispose();
        if (since != 0)
        {
            Duration.Record(
                context.Run.TimeProvider.GetElapsedTime(since).TotalSeconds,
                new KeyValuePair<string, object?>("orchestrator.activity.type", context.Activity.Type),
                new KeyValuePair<string, object?>("orchestrator.activity.status", status));
        }
    }
}
