using Orchestrator.Tests.Torture.Faults;

namespace Orchestrator.Tests.TortureTests;

/// <summary>Every write of every scenario meets every fault, and all ends as if nothing had been.</summary>
public abstract class FaultTests(params FaultKind[] kinds)
{
    public static TheoryData<string> Scenarios => [.. Scenario.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task Nothing_is_lost_or_doubled_wherever_it_happens(string name) => PlayAllAsync(Scenario.All.Single(s => s.Name == name));

    [Theory]
    [InlineData("EveryEffect")]
    [InlineData("EveryActivity")]
    [InlineData("EndOfBurst")]
    [InlineData("None")]
    public Task A_commit_strategy_repeats_no_more_than_it_says(string strategy) => PlayAllAsync(Scenario.Under(strategy));

    private async Task PlayAllAsync(Scenario scenario)
    {
        var writes = await new Rehearsal(scenario).PlayAsync(FaultPlan.None, seed: 0);

        Assert.True(writes >= 3);
        foreach (var kind in kinds)
        {
            for (var write = 1; write <= writes; write++)
                await PlayAsync(scenario, kind, write);
        }
    }

    private static async Task PlayAsync(Scenario scenario, FaultKind kind, int write)
    {
        try
        {
            await new Rehearsal(scenario).PlayAsync(new FaultPlan(write, kind), seed: write);
        }
        catch (Exception e) when (e is TimeoutException or Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{kind} at write {write}: {e.Message}");
        }
    }
}

public sealed class KilledProcesses() : FaultTests(FaultKind.KillBefore, FaultKind.KillAfter);

public sealed class FailedWrites() : FaultTests(FaultKind.FailBefore, FaultKind.FailAfter);

public sealed class LateAndRepeatedWrites() : FaultTests(FaultKind.Duplicate, FaultKind.Delay);
