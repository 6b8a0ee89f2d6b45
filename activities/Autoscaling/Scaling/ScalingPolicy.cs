using System.Globalization;

namespace Orchestrator.Activities.Autoscaling;

/// <summary>Decides whether a rule may scale now. Pure: what is known comes in, the decision and the next state go out.</summary>
public static class ScalingPolicy
{
    private const int HistoryLength = 100;

    /// <summary>Decides, and gives the state in which the decision is noted. Deciding again for the same instance gives the same.</summary>
    /// <param name="holderIsAlive">Whether the instance that holds the rule is still at work; a holder that is not loses it.</param>
    public static (ScalingDecision Decision, ScalingState Next) Begin(AutoscaleRule rule, ScalingState state, ScalingRequest request, bool holderIsAlive, DateTimeOffset now)
    {
        if (state.Holder?.InstanceId == request.InstanceId)
            return (new ScalingDecision(state.Holder.Count, Go(rule, request, state.Holder.Count)), state);
        if (state.History.FirstOrDefault(h => h.InstanceId == request.InstanceId) is { Outcome: "skipped" } earlier)
            return (new ScalingDecision(0, earlier.Reason), state);
        if (Objection(rule, state, request, holderIsAlive, now) is { } objection)
            return (new ScalingDecision(0, objection), Note(state, request, now, "skipped", objection));

        var count = request.Direction == "out"
            ? Math.Min(rule.Limits.Step, rule.Limits.Max - request.CurrentCount)
            : Math.Min(rule.Limits.Step, request.CurrentCount - rule.Limits.Min);
        var next = Note(state, request, now, "running", "") with { Holder = new ScalingHolder(request.InstanceId, request.Direction, request.AlertId, now, count) };
        if (request.AlertId.Length > 0)
            next = next with { HandledAlerts = [new HandledAlert(request.AlertId, request.InstanceId, now), .. state.HandledAlerts.Take(HistoryLength - 1)] };
        return (new ScalingDecision(count, Go(rule, request, count)), next);
    }

    /// <summary>Notes the end of a scaling, begins the cool-down and lets go of the rule. Ending again changes nothing.</summary>
    public static ScalingState End(AutoscaleRule rule, ScalingState state, string instanceId, string vms, string outcome, string reason, DateTimeOffset now)
    {
        var entry = state.History.FirstOrDefault(h => h.InstanceId == instanceId);
        if (entry is null || entry.Outcome != "running")
            return state;
        var isDone = outcome == "succeeded";
        return state with
        {
            Holder = state.Holder?.InstanceId == instanceId ? null : state.Holder,
            LastScaleAt = isDone ? now : state.LastScaleAt,
            CooldownUntil = isDone ? now.AddMinutes(rule.CooldownMinutes) : state.CooldownUntil,
            History = [.. state.History.Select(h => h.InstanceId == instanceId ? h with { Outcome = outcome, Vm = vms, Reason = reason } : h)],
        };
    }

    /// <summary>Forgets an alert that has ended, so that it may scale again when it comes back.</summary>
    public static ScalingState Clear(ScalingState state, string alertId) => state.HandledAlerts.Any(a => a.AlertId == alertId)
        ? state with { HandledAlerts = [.. state.HandledAlerts.Where(a => a.AlertId != alertId)] }
        : state;

    private static string? Objection(AutoscaleRule rule, ScalingState state, ScalingRequest request, bool holderIsAlive, DateTimeOffset now)
    {
        if (!rule.Enabled)
            return $"Rule '{rule.Name}' is switched off.";
        if (rule.Status == RuleStatus.Removing)
            return $"Rule '{rule.Name}' is being removed.";
        if (request.AlertId.Length > 0 && state.HandledAlerts.FirstOrDefault(a => a.AlertId == request.AlertId) is { } handled)
            return $"Alert {request.AlertId} has scaled already and is not cleared yet (instance {handled.InstanceId}).";
        if (state.Holder is { } holder && holderIsAlive)
            return $"Rule '{rule.Name}' scales {holder.Direction} already (instance {holder.InstanceId}).";
        if (state.CooldownUntil is { } until && now < until)
            return string.Create(CultureInfo.InvariantCulture, $"Rule '{rule.Name}' cools down until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");
        return request.Direction switch
        {
            "out" when request.CurrentCount >= rule.Limits.Max => $"There are {request.CurrentCount} VMs, and the rule allows at most {rule.Limits.Max}.",
            "in" when request.CurrentCount <= rule.Limits.Min => $"There are {request.CurrentCount} VMs, and the rule keeps at least {rule.Limits.Min}.",
            _ => null,
        };
    }

    private static ScalingState Note(ScalingState state, ScalingRequest request, DateTimeOffset now, string outcome, string reason) => state with
    {
        History =
        [
            new ScalingActivity { At = now, Direction = request.Direction, InstanceId = request.InstanceId, Outcome = outcome, Reason = reason },
            .. state.History.Where(h => h.InstanceId != request.InstanceId).Take(HistoryLength - 1),
        ],
    };

    private static string Go(AutoscaleRule rule, ScalingRequest request, int count) =>
        $"Rule '{rule.Name}' scales {request.Direction} by {count} from {request.CurrentCount} VMs.";
}
