using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Core;
using Orchestrator.Runtime.Stores;
using Orchestrator.Tests.Torture.Faults;
using Orchestrator.Tests.Torture.Memory;

namespace Orchestrator.Tests.TortureTests;

/// <summary>An instance that takes its process down each time that it runs.</summary>
public sealed class PoisonTests
{
    /// <summary>The first run, and the attempts to recover it.</summary>
    private const int Deaths = 6;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly MemoryDatabase database = new();
    private readonly World world = new() { IsDeadly = true };
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private MemoryWorkflowStore Store => new(database);

    [Fact]
    public async Task It_becomes_an_incident_holds_up_nobody_and_goes_on_when_it_is_retried()
    {
        using var scheduler = new SeededScheduler(1);
        await scheduler.RunAsync(PlayAsync);
    }

    private async Task PlayAsync()
    {
        for (var life = 1; life <= Deaths; life++)
        {
            var plan = FaultPlan.None;
            await using var dying = await StartAsync(plan);
            var sending = life == 1 ? dying.SendAsync("poison", "poison-1") : null;
            await UntilAsync(() => Task.FromResult(plan.IsDead), $"life {life} had ended");
            if (sending is not null)
                await sending;
        }

        await using var last = await StartAsync(FaultPlan.None);
        await UntilAsync(async () => (await OfAsync("poison"))?.SubStatus == WorkflowSubStatus.Interrupted, "the instance was parked");
        Assert.True(await SendAsync(last, "go"));
        await UntilAsync(async () => (await OfAsync("healthy"))?.SubStatus == WorkflowSubStatus.Finished, "the other instance had finished");
        var poisoned = (await OfAsync("poison"))!;
        var incident = Assert.Single((await Store.ListIncidentsAsync(new IncidentFilter { InstanceId = poisoned.Id }, CancellationToken.None)).Items);
        Assert.Equal((1, "recovery.poisoned", Deaths), (poisoned.IncidentCount, incident.Code, world.Count("death")));
        Assert.Equal((1, 0), (world.Count("a"), world.Count("b")));

        world.IsDeadly = false;
        Assert.True(await last.RetryAsync(poisoned.Id));
        await UntilAsync(async () => (await OfAsync("poison"))?.SubStatus == WorkflowSubStatus.Finished, "the retried instance had finished");
        Assert.Equal((1, 1, 0), (world.Count("a"), world.Count("b"), (await OfAsync("poison"))!.IncidentCount));
    }

    private Task<EngineProcess> StartAsync(FaultPlan plan) => EngineProcess.StartAsync(database, world, time, plan, [Scenario.Poison, Scenario.Healthy]);

    private async Task<bool> SendAsync(EngineProcess process, string name)
    {
        var sending = process.SendAsync(name, $"{name}-1");
        await UntilAsync(() => Task.FromResult(sending.IsCompleted), $"'{name}' was taken");
        return await sending;
    }

    private async Task<InstanceSummary?> OfAsync(string definitionId) =>
        (await Store.ListAsync(new InstanceFilter { DefinitionId = definitionId }, CancellationToken.None)).Items.SingleOrDefault();

    private async Task UntilAsync(Func<Task<bool>> condition, string awaited)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < s_patience, $"It was awaited that {awaited}.");
            time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }
    }
}
