using System.Diagnostics;
using Orchestrator.Core;
using Span = System.Diagnostics.Activity;

namespace Orchestrator.Runtime.Telemetry;

/// <summary>
/// Spans of the runtime; source <c>orchestrator.runtime</c>. An instance keeps the trace of what started it: its later bursts, the messages that it sends and its children
/// belong to that trace too, after a restart and on another node.
/// </summary>
internal static class RuntimeTrace
{
    private static readonly ActivitySource Source = new("orchestrator.runtime");

    /// <summary>W3C trace context of what is going on; null when nothing is traced.</summary>
    public static string? Present => Span.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>Something has arrived that may start and resume instances.</summary>
    public static Span? Dispatch(string stimulus) => Source.StartActivity($"dispatch {stimulus}", ActivityKind.Consumer);

    /// <summary>
    /// The trace context that a new instance begins with: the present one, or that of a new trace which links to it. Call it in an async method of its own: a new trace becomes
    /// the present one.
    /// </summary>
    public static string? Begin(bool isNew, out Span? span)
    {
        span = null;
        if (!isNew)
            return Present;
        var cause = Span.Current?.Context ?? default;
        Span.Current = null;
        span = Source.StartActivity("start", ActivityKind.Internal, default(ActivityContext), links: cause == default ? null : [new ActivityLink(cause)]);
        return span?.Id;
    }

    /// <summary>A run of an instance between two waits, in the instance's trace; what has resumed it is linked when that is another trace.</summary>
    public static Span? Burst(WorkflowRun run)
    {
        var cause = Span.Current?.Context ?? default;
        var span = ActivityContext.TryParse(run.TraceParent, null, isRemote: true, out var origin)
            ? Source.StartActivity("burst", ActivityKind.Internal, cause.TraceId == origin.TraceId ? cause : origin, links: cause.TraceId == origin.TraceId || cause == default ? null : [new ActivityLink(cause)])
            : Source.StartActivity("burst");
        run.TraceParent ??= span?.Id;
        if (span is { IsAllDataRequested: true })
        {
            span.DisplayName = $"burst {run.Graph.Definition.Name}";
            span.SetTag("orchestrator.instance.id", run.Id);
            span.SetTag("orchestrator.definition.id", run.DefinitionId);
            span.SetTag("orchestrator.definition.version", run.DefinitionVersion);
            span.SetTag("orchestrator.tenant", run.Tenant);
            span.SetTag("orchestrator.correlation_id", run.CorrelationId);
        }

        return span;
    }

    /// <summary>Says how a burst has ended.</summary>
    public static void End(Span? span, WorkflowRun run)
    {
        if (span is not { IsAllDataRequested: true })
            return;
        span.SetTag("orchestrator.instance.status", run.SubStatus.ToString().ToLowerInvariant());
        if (run.Incidents.Count > 0)
            span.SetStatus(ActivityStatusCode.Error, run.Incidents[^1].Code);
    }

    /// <summary>A message of the outbox on its way, in the trace of the instance that has sent it.</summary>
    public static Span? Send(string kind, string messageId, string? traceParent)
    {
        var span = ActivityContext.TryParse(traceParent, null, isRemote: true, out var origin) ? Source.StartActivity($"send {kind}", ActivityKind.Producer, origin) : null;
        span?.SetTag("orchestrator.message.id", messageId);
        return span;
    }
}
