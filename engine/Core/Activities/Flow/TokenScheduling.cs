using Orchestrator.Workflows;

namespace Orchestrator.Core.Activities;

/// <summary>Token mode: a token marks a connection that was followed and whose target has not run for it yet; merge modes say when a target runs.</summary>
internal static class TokenScheduling
{
    private const string TokensKey = "Tokens";

    public static async ValueTask OnCompletedAsync(FlowRun flow, IActivity child, Outcomes outcomes)
    {
        var tokens = TokensOf(flow);
        var outbound = flow.Graph.Outbound(child.Id);
        foreach (var connection in outbound.Where(c => outcomes.Names.Contains(c.SourcePort)))
            tokens.AddOpen(connection);
        tokens.RemoveOpenTo(child.Id);
        foreach (var connection in outbound.Where(c => outcomes.Names.Contains(c.SourcePort)))
            await FollowAsync(flow, tokens, connection);
        foreach (var connection in outbound.Where(c => !outcomes.Names.Contains(c.SourcePort)))
            await ReleaseAsync(flow, tokens, connection);
        await CompleteIfDoneAsync(flow, tokens);
    }

    public static async ValueTask OnCanceledAsync(FlowRun flow, IActivity child)
    {
        var tokens = TokensOf(flow);
        tokens.RemoveAllOf(child.Id);
        foreach (var connection in flow.Graph.Outbound(child.Id))
            await ReleaseAsync(flow, tokens, connection);
        await CompleteIfDoneAsync(flow, tokens);
    }

    public static void Clear(ActivityRun flow) => flow.Properties.Remove(TokensKey);

    private static FlowTokens TokensOf(FlowRun flow)
    {
        var properties = flow.Context.Properties;
        if (properties.TryGetValue(TokensKey, out var value) && value is FlowTokens tokens)
            return tokens;
        tokens = new FlowTokens(value is null ? [] : ValueConverter.To<List<FlowToken>>(value)!);
        properties[TokensKey] = tokens;
        return tokens;
    }

    private static async ValueTask FollowAsync(FlowRun flow, FlowTokens tokens, Connection connection)
    {
        var target = flow.Flowchart.Find(connection.Target)!;
        switch (await MergeModeOfAsync(flow, target))
        {
            case MergeMode.Merge:
                if (flow.Graph.ForwardInbound(target.Id) is { Count: > 1 } forward && !tokens.HaveAllArrived(target.Id, forward))
                    return;
                break;
            case MergeMode.Converge:
                if (flow.Graph.Inbound(target.Id) is { Count: > 1 } all && !tokens.HaveAllArrived(target.Id, all))
                    return;
                break;
            case MergeMode.Cascade:
                if (IsSwallowed(tokens, connection))
                    return;
                foreach (var other in flow.Graph.ForwardInbound(target.Id).Where(c => c != connection))
                    tokens.AddBlocked(other);
                break;
            case MergeMode.Race:
                if (IsSwallowed(tokens, connection))
                    return;
                await CancelOthersAsync(flow, tokens, connection);
                break;
            default:
                if (tokens.IsSourceToRun(target.Id, flow.Graph.ForwardInbound(target.Id)))
                    return;
                break;
        }

        await flow.ScheduleAsync(target);
    }

    /// <summary>A stream that was held back for an activity which did not come its way: nothing else would let it go on.</summary>
    private static async ValueTask ReleaseAsync(FlowRun flow, FlowTokens tokens, Connection untaken)
    {
        if (!tokens.HasOpenTo(untaken.Target) || flow.IsScheduled(untaken.Target) || tokens.IsSourceToRun(untaken.Target, flow.Graph.ForwardInbound(untaken.Target)))
            return;
        var target = flow.Flowchart.Find(untaken.Target)!;
        if (await MergeModeOfAsync(flow, target) is MergeMode.None or MergeMode.Stream)
            await flow.ScheduleAsync(target);
    }

    /// <summary>A later arrival of a round: its token goes, so that the flowchart can complete.</summary>
    private static bool IsSwallowed(FlowTokens tokens, Connection connection)
    {
        if (!tokens.RemoveBlocked(connection))
            return false;
        tokens.RemoveOpen(connection);
        return true;
    }

    private static async ValueTask CancelOthersAsync(FlowRun flow, FlowTokens tokens, Connection winner)
    {
        var others = flow.Graph.ForwardInbound(winner.Target).Where(c => c != winner).ToList();
        var arrived = others.Where(c => c.Source == winner.Source && tokens.HasArrived(c)).ToList();
        var ancestors = await flow.CancelAncestorsAsync(winner.Target);
        var queued = flow.QueuedIds();
        foreach (var ancestor in ancestors.Where(id => !queued.Contains(id)))
            tokens.RemoveOpenTo(ancestor);

        // What is cancelled cannot arrive any more; other connections of the same source, and what is queued or comes after it, still do.
        foreach (var connection in others.Where(c => arrived.Contains(c) || queued.Contains(c.Source) || queued.Overlaps(flow.Graph.Ancestors(c.Source))))
            tokens.AddBlocked(connection);
    }

    private static async ValueTask CompleteIfDoneAsync(FlowRun flow, FlowTokens tokens)
    {
        if (tokens.Open > 0 || flow.HasPendingWork)
            return;
        Clear(flow.Context);
        await flow.Context.CompleteActivityAsync(Outcomes.Done);
    }

    private static async ValueTask<MergeMode> MergeModeOfAsync(FlowRun flow, IActivity activity)
    {
        if (activity is FlowJoin join)
            return await flow.ModeOfAsync(join) == FlowJoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge;
        return activity.CustomProperties.TryGetValue("mergeMode", out var value) && Enum.TryParse<MergeMode>(ValueConverter.ToText(value), ignoreCase: true, out var mode) ? mode : MergeMode.Stream;
    }
}
