using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>
/// Counter mode: every connection counts the visits of its source. A connection counts as visited for the present round of its target when it has more visits than the
/// target itself, so that loops reset the joins within them. What no path can reach any more is skipped, which counts on along the dead path.
/// </summary>
internal static class CounterScheduling
{
    /// <summary>Tag of an execution that a backward connection has brought about.</summary>
    private const string BackwardTag = "backward";

    private const string CountersKey = "Counters";

    public static async ValueTask OnCompletedAsync(FlowRun flow, ActivityRun child, Outcomes outcomes)
    {
        var counters = CountersOf(flow);
        if (child.Tag != BackwardTag)
            counters.Visit(child.Activity.Id);
        var scheduled = await VisitAsync(flow, counters, child.Activity.Id, outcomes);
        if (!scheduled)
            await CompleteIfDoneAsync(flow);
    }

    public static ValueTask OnCanceledAsync(FlowRun flow) => CompleteIfDoneAsync(flow);

    public static void Clear(ActivityRun flow) => flow.Properties.Remove(CountersKey);

    private static FlowCounters CountersOf(FlowRun flow)
    {
        var properties = flow.Context.Properties;
        if (properties.TryGetValue(CountersKey, out var value) && value is FlowCounters counters)
            return counters;
        counters = value is null ? new FlowCounters() : ValueConverter.To<FlowCounters>(value)!;
        properties[CountersKey] = counters;
        return counters;
    }

    /// <summary>Visits the connections out of an activity, and those out of what is skipped by it, depth first; true when something was scheduled.</summary>
    private static async ValueTask<bool> VisitAsync(FlowRun flow, FlowCounters counters, string source, Outcomes outcomes)
    {
        var scheduled = false;
        var pending = new Stack<(IReadOnlyList<Connection> Connections, int Next, Outcomes Outcomes)>();
        pending.Push((flow.Graph.Outbound(source), 0, outcomes));
        while (pending.TryPop(out var level))
        {
            if (level.Next == level.Connections.Count)
                continue;
            pending.Push(level with { Next = level.Next + 1 });
            var connection = level.Connections[level.Next];
            switch (await VisitAsync(flow, counters, connection, level.Outcomes.Names.Contains(connection.SourcePort)))
            {
                case Effect.Scheduled:
                    scheduled = true;
                    break;
                case Effect.Skipped:
                    counters.Visit(connection.Target);
                    pending.Push((flow.Graph.Outbound(connection.Target), 0, Outcomes.Empty));
                    break;
            }
        }

        return scheduled;
    }

    private static async ValueTask<Effect> VisitAsync(FlowRun flow, FlowCounters counters, Connection connection, bool isFollowed)
    {
        counters.Visit(connection, isFollowed);
        var target = flow.Flowchart.Find(connection.Target)!;
        if (!flow.Graph.IsForward(connection))
            return await VisitBackwardAsync(flow, connection, target, isFollowed);
        var inbound = flow.Graph.ForwardInbound(target.Id);
        var mode = target is FlowJoin join ? await flow.ModeOfAsync(join) : FlowJoinMode.WaitAllActive;
        if (mode == FlowJoinMode.WaitAny)
            return await VisitAnyAsync(flow, counters, connection, target, isFollowed);
        if (!counters.AreAllVisited(target.Id, inbound))
            return Effect.None;
        var runs = mode == FlowJoinMode.WaitAll ? inbound.All(c => counters.Of(c).Followed) : inbound.Any(c => counters.Of(c).Followed);
        if (!runs)
            return Effect.Skipped;
        await flow.ScheduleAsync(target);
        return Effect.Scheduled;
    }

    private static async ValueTask<Effect> VisitBackwardAsync(FlowRun flow, Connection connection, IActivity target, bool isFollowed)
    {
        if (!isFollowed)
            return Effect.None;
        if (!flow.Graph.ReturnsToItsOwnPath(connection))
        {
            throw new ChildFaultException(
                $"Invalid backward connection: Every path from the source ('{connection.Source}') must go through the target ('{connection.Target}') when tracing back to the start.",
                "flowchart.invalid-backward-connection");
        }

        await flow.ScheduleAsync(target, BackwardTag);
        return Effect.Scheduled;
    }

    private static async ValueTask<Effect> VisitAnyAsync(FlowRun flow, FlowCounters counters, Connection connection, IActivity target, bool isFollowed)
    {
        var context = flow.Context;
        var hasRunThisRound = counters.Of(connection).Visits <= counters.VisitsOf(target.Id);
        if (hasRunThisRound || context.Children.Any(c => c.Activity == target && c.Status == ActivityStatus.Running) || context.Run.Queue.Any(item => item.Owner == context && item.Node.Activity == target))
            return Effect.None;
        if (isFollowed)
        {
            await flow.ScheduleAsync(target);
            await flow.CancelAncestorsAsync(target.Id);
            return Effect.Scheduled;
        }

        var inbound = flow.Graph.ForwardInbound(target.Id);
        return counters.AreAllVisited(target.Id, inbound) && inbound.All(c => !counters.Of(c).Followed) ? Effect.Skipped : Effect.None;
    }

    private static async ValueTask CompleteIfDoneAsync(FlowRun flow)
    {
        if (flow.HasPendingWork)
            return;
        Clear(flow.Context);
        await flow.Context.CompleteActivityAsync(Outcomes.Done);
    }

    private enum Effect
    {
        None,
        Scheduled,
        Skipped,
    }
}
