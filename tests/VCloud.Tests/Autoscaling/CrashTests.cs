namespace Orchestrator.Tests.VCloud.Autoscaling;

/// <summary>The process dies before and after each change that a scale-out makes outside; another one goes on with the same database and lab.</summary>
public sealed class CrashTests : AutoscaleFixture
{
    /// <summary>A scale-out changes four things: vApp, metadata, pool, group.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public async Task A_scale_out_that_is_killed_ends_with_exactly_one_VM(int change, bool afterApplying)
    {
        var crash = new CrashPoint(change, afterApplying);
        string instance;
        await using (var dying = await AutoscaleHost.StartAsync(Folder, Lab, crash))
        {
            await dying.SeedAsync();
            crash.IsArmed = true;
            instance = await dying.TrapAsync("active", "alert-1");
            await crash.Reached.WaitAsync(TimeSpan.FromSeconds(60));
        }

        await using var host = await AutoscaleHost.StartAsync(Folder, Lab);
        await host.FinishedAsync(instance);

        AssertEverywhere("web-01", "web-02", "web-03");
    }
}
