using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Tests.Torture.Faults;
using Orchestrator.Tests.Torture.Memory;

namespace Orchestrator.Tests.TortureTests;

/// <summary>Plays a scenario with one fault, restarts what died, and looks at the result.</summary>
internal sealed class Rehearsal(Scenario scenario)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private const int StepsBeforeRelease = 200;
    private readonly MemoryDatabase database = new();
    private readonly World world = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private int sent;

    private MemoryWorkflowStore Store => new(database);

    /// <summary>Gives the number of writes of the first life.</summary>
    public async Task<int> PlayAsync(FaultPlan plan, int seed)
    {
        using var scheduler = new SeededScheduler(seed);
        await scheduler.RunAsync(async () =>
        {
            await using (var first = await EngineProcess.StartAsync(database, world, time, plan, scenario.Definitions))
                await LiveAsync(first, plan);
            if (!plan.IsDead)
                return;
            await using var second = await EngineProcess.StartAsync(database, world, time, FaultPlan.None, scenario.Definitions);
            await LiveAsync(second, plan);
        });
        await CheckAsync();
        return plan.Writes;
    }

    /// <summary>Sends what is left to send and lets time pass until all has come to its end, or the process has died.</summary>
    private async Task LiveAsync(EngineProcess process, FaultPlan plan)
    {
        var start = Stopwatch.GetTimestamp();
        Task<bool>? sending = null;
        for (var step = 0; !process.IsDead; step++)
        {
            if (sending is { IsCompleted: true } done)
            {
                sending = null;
                if (await done)
                    sent++;
            }
            else if (sending is null && sent < scenario.Events.Count)
            {
                sending = process.SendAsync(scenario.Events[sent], $"{scenario.Events[sent]}-{sent}");
            }
            else if (sending is null && await IsAtRestAsync())
            {
                return;
            }

            if (step == StepsBeforeRelease)
                plan.Release();
            time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
            if (Stopwatch.GetElapsedTime(start) > s_patience)
                throw new TimeoutException($"The scenario did not come to its end: {sent} of {scenario.Events.Count} events were taken; {await DescribeAsync()}.");
        }
    }

    private async Task<bool> IsAtRestAsync()
    {
        var page = await Store.ListAsync(new InstanceFilter(), CancellationToken.None);
        return page.TotalCount == scenario.Instances && page.Items.All(i => i.Status == WorkflowStatus.Finished)
            && (await Store.FindOutboxAsync(DateTimeOffset.MaxValue, 10, CancellationToken.None)).Count == 0;
    }

    private async Task CheckAsync()
    {
        CheckWorld();
        var instances = (await Store.ListAsync(new InstanceFilter(), CancellationToken.None)).Items;
        Assert.Equal(scenario.Instances, instances.Count);
        Assert.All(instances, instance => Assert.Equal((WorkflowSubStatus.Finished, 0), (instance.SubStatus, instance.IncidentCount)));
        Assert.Empty(await Store.FindBookmarksAsync(new BookmarkFilter(), CancellationToken.None));
        Assert.Empty(await Store.FindOutboxAsync(DateTimeOffset.MaxValue, 10, CancellationToken.None));
        foreach (var instance in instances)
        {
            var journal = await Store.ListJournalAsync(instance.Id, 0, 1000, CancellationToken.None);
            Assert.Equal(Enumerable.Range(1, journal.Items.Count).Select(n => (long)n), journal.Items.Select(entry => entry.Sequence));
            Assert.All(await Store.ListEffectsAsync(instance.Id, CancellationToken.None), effect => Assert.NotNull(effect.ReceiptAt));
        }
    }

    private void CheckWorld()
    {
        var repeated = scenario.Effects.Concat(scenario.Steps).Where(what => world.Count(what) != 1).ToList();
        if (repeated.Count == 0)
            return;
        var counts = string.Join(", ", repeated.Select(what => $"'{what}' happened {world.Count(what)} times"));
        Assert.True(scenario.Repeatable.Any(group => repeated.All(group.Contains)) && repeated.All(what => world.Count(what) == 2), $"{counts}.");
    }

    private async Task<string> DescribeAsync()
    {
        var instances = (await Store.ListAsync(new InstanceFilter(), CancellationToken.None)).Items.Select(i => $"{i.DefinitionId} is {i.SubStatus}");
        var waits = (await Store.FindBookmarksAsync(new BookmarkFilter(), CancellationToken.None)).Select(b => $"{b.Bookmark.Description} due {b.Bookmark.DueAt}");
        var messages = (await Store.FindOutboxAsync(DateTimeOffset.MaxValue, 10, CancellationToken.None)).Select(m => $"{m.Kind} at {m.NextAttemptAt} after {m.Attempts}: {m.LastError}");
        return $"instances: {string.Join(", ", instances)}; waits: {string.Join(", ", waits)}; outbox: {string.Join(", ", messages)}; now {time.GetUtcNow()}";
    }
}
