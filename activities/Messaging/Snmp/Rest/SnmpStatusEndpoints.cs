using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Messaging.Snmp.Codec;
using Orchestrator.Activities.Messaging.Snmp.Receiving;
using Orchestrator.Activities.Messaging.Snmp.Security;
using Orchestrator.Activities.Messaging.Snmp.Storing;
using Orchestrator.Activities.Messaging.Snmp.Storms;

namespace Orchestrator.Activities.Messaging.Snmp.Rest;

/// <summary>State, refused datagrams, alerts.</summary>
internal static class SnmpStatusEndpoints
{
    private const int MaxItems = 500;

    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("", Status).WithName("GetSnmpStatus").WithSummary("State and counters of the trap receiver").Produces<SnmpStatusAnswer>();
        group.MapGet("/refused", Refused).WithName("ListRefusedDatagrams").WithSummary("The last datagrams that were refused since the start, newest first")
            .Produces<ItemAnswer<RefusedAnswer>>();
        group.MapGet("/alerts", AlertsAsync).WithName("ListTrapAlerts").WithSummary("Alerts whose traps are folded, the last heard of first").Produces<ItemAnswer<AlertAnswer>>();
    }

    private static IResult Status(HttpContext context)
    {
        var services = context.RequestServices;
        var listener = services.GetRequiredService<SnmpTrapListener>();
        var statistics = services.GetRequiredService<SnmpStatistics>();
        var engine = services.GetRequiredService<UsmParts>().Engine;
        return SnmpBody.Ok(new SnmpStatusAnswer
        {
            Listen = listener.LocalEndPoint?.ToString(),
            EngineId = Convert.ToHexStringLower(engine.Id),
            EngineBoots = engine.Boots,
            EngineTime = engine.Time,
            BufferBytes = listener.BufferBytes,
            Received = statistics.Received,
            Decoded = statistics.Decoded,
            Collapsed = statistics.Collapsed,
            Answered = statistics.Answered,
            KernelDrops = statistics.KernelDrops?.Invoke() ?? 0,
            Queue = statistics.QueueLength?.Invoke() ?? 0,
            SpoolBytes = listener.SpoolBacklog,
            Dropped = SnmpRefusals.All.Where(reason => reason != SnmpRefusal.None && statistics.Dropped(reason) > 0).ToDictionary(SnmpRefusals.Tag, statistics.Dropped),
        });
    }

    private static IResult Refused(HttpContext context) => SnmpBody.Ok(new ItemAnswer<RefusedAnswer>(
    [
        .. context.RequestServices.GetRequiredService<TrapEventLog>().Latest(MaxItems).Select(refused => new RefusedAnswer(
            refused.At, refused.Source.ToString(), refused.Length, SnmpRefusals.Tag(refused.Reason), SnmpRefusals.Sentence(refused.Reason))),
    ]));

    private static async Task<IResult> AlertsAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var alerts = await context.RequestServices.GetRequiredService<AlertStore>().ListAsync(MaxItems, cancellationToken);
        return SnmpBody.Ok(new ItemAnswer<AlertAnswer>([.. alerts.Select(Answer)]));
    }

    private static AlertAnswer Answer(AlertState alert) => new()
    {
        Key = alert.Key,
        State = Text(alert.Seen),
        Delivered = Text(alert.Delivered),
        FirstAt = alert.FirstAt,
        LastAt = alert.LastAt,
        Transitions = alert.Transitions,
        Collapsed = alert.Collapsed,
        IsHeld = alert.Held is not null,
        TrapId = alert.EventId,
    };

    private static string Text(AlertPhase phase) => phase.ToString().ToLowerInvariant();
}
