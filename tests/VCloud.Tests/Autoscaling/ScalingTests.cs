namespace Orchestrator.Tests.VCloud.Autoscaling;

public sealed class ScalingTests : AutoscaleFixture
{
    [Fact]
    public async Task An_alert_adds_one_VM_to_vApp_pool_and_group_and_the_low_alert_removes_it()
    {
        await using var host = await AutoscaleHost.StartAsync(Folder, Lab, cooldownMinutes: 0);
        var rule = await host.SeedAsync();
        AssertEverywhere("web-01", "web-02");
        Assert.Contains("AS scale out shop", Lab.World.Configured.Values.SelectMany(v => v));

        var scaleOut = await host.TrapAsync("active", "alert-1");
        await host.FinishedAsync(scaleOut);

        AssertEverywhere("web-01", "web-02", "web-03");
        var vm = Lab.World.Vms.Single(v => v.Name == "web-03");
        Assert.Equal("POWERED_ON", vm.Status);
        Assert.Equal(rule.Id, vm.Metadata["autoscale.rule"]);
        Assert.Contains(await host.JournalAsync(scaleOut), m => m.Contains("Added VM web-03 to vApp shop", StringComparison.Ordinal));
        Assert.Equal("pscoe", (await host.Store.FindSummaryAsync(scaleOut, CancellationToken.None))!.Tenant);

        await host.FinishedAsync(await host.TrapAsync("active", "alert-2", "in"));

        AssertEverywhere("web-01", "web-02");
        var history = (await host.States.GetAsync(rule, CancellationToken.None)).History;
        Assert.Equal(["in:web-03:succeeded", "out:web-03:succeeded"], history.Select(h => $"{h.Direction}:{h.Vm}:{h.Outcome}"));
    }

    [Theory]
    [InlineData("clear", "has ended")]
    [InlineData("change", "has only changed")]
    [InlineData("test", "nothing to scale")]
    public async Task A_trap_that_is_not_the_begin_of_an_alert_scales_nothing(string kind, string reason)
    {
        await using var host = await AutoscaleHost.StartAsync(Folder, Lab);
        await host.SeedAsync();

        var instance = await host.TrapAsync(kind, "alert-1");
        await host.FinishedAsync(instance);

        AssertEverywhere("web-01", "web-02");
        Assert.Contains(await host.JournalAsync(instance), m => m.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("other", null, "No autoscale rule belongs")]
    [InlineData("shop", "autoscale elsewhere", "not about 'autoscale shop'")]
    public async Task An_alert_of_no_rule_or_of_another_group_scales_nothing(string key, string? group, string reason)
    {
        await using var host = await AutoscaleHost.StartAsync(Folder, Lab);
        await host.SeedAsync();

        var instance = await host.TrapAsync("active", "alert-1", key: key, group: group);
        await host.FinishedAsync(instance);

        AssertEverywhere("web-01", "web-02");
        Assert.Contains(await host.JournalAsync(instance), m => m.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cool_down_and_a_repeated_alert_are_skipped_with_the_reason()
    {
        await using var host = await AutoscaleHost.StartAsync(Folder, Lab, cooldownMinutes: 60);
        await host.SeedAsync();
        await host.FinishedAsync(await host.TrapAsync("active", "alert-1"));

        var repeated = await host.TrapAsync("active", "alert-1");
        var early = await host.TrapAsync("active", "alert-2");
        await host.FinishedAsync(repeated);
        await host.FinishedAsync(early);

        AssertEverywhere("web-01", "web-02", "web-03");
        Assert.Contains(await host.JournalAsync(repeated), m => m.Contains("has scaled already", StringComparison.Ordinal));
        Assert.Contains(await host.JournalAsync(early), m => m.Contains("cools down until", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_API_creates_changes_and_deletes_a_rule_and_names_all_faults_at_once()
    {
        await using var host = await AutoscaleHost.StartAsync(Folder, Lab);

        var bad = await host.CallAsync("POST", "/api/org/pscoe/autoscale", """{"limits":{"min":9,"max":"many"},"colour":"red"}""");
        Assert.Equal(400, bad.StatusCode);
        var problem = System.Text.Json.Nodes.JsonNode.Parse(bad.Body)!["errors"]!.AsObject();
        Assert.Equal(["colour", "limits.max", "limits.min", "name", "target.vapp"], problem.Select(e => e.Key).Order(StringComparer.Ordinal));

        var created = await host.CallAsync("POST", "/api/org/pscoe/autoscale", """{"name":"tier","target":{"vapp":"shop"}}""");
        Assert.Equal(201, created.StatusCode);
        await AutoscaleHost.UntilAsync(
            async () => await host.Rules.FindAsync("pscoe", "tier", CancellationToken.None),
            r => r!.Status is "ready" or "failed",
            r => $"rule tier to be ready; it is {r?.Status}");
        var rule = (await host.Rules.FindAsync("pscoe", "tier", CancellationToken.None))!;
        Assert.Equal(("ready", ""), (rule.Status, rule.StatusReason));
        Assert.Equal(("web-{n:00}", "app-net", "golden", "web-pool"), (rule.Target.VmNamePattern, rule.Target.Network, rule.Target.Template.Catalog, rule.LoadBalancer.Pool));
        Assert.Equal(409, (await host.CallAsync("POST", "/api/org/pscoe/autoscale", """{"name":"TIER","target":{"vapp":"shop"}}""")).StatusCode);
        Assert.Equal(404, (await host.CallAsync("GET", $"/api/org/acme/autoscale/{rule.Id}", tenant: "acme")).StatusCode);

        Assert.Equal(200, (await host.CallAsync("PUT", "/api/org/pscoe/autoscale", $$"""{"id":"{{rule.Id}}","enabled":false}""")).StatusCode);
        Assert.False((await host.Rules.FindAsync("pscoe", rule.Id, CancellationToken.None))!.Enabled);
        Assert.Equal(2, System.Text.Json.Nodes.JsonNode.Parse((await host.CallAsync("GET", $"/api/org/pscoe/autoscale/{rule.Id}/members")).Body)!["totalCount"]!.GetValue<int>());

        Assert.Equal(204, (await host.CallAsync("DELETE", $"/api/org/pscoe/autoscale/{rule.Id}")).StatusCode);
        Assert.Equal(404, (await host.CallAsync("GET", $"/api/org/pscoe/autoscale/{rule.Id}")).StatusCode);
    }

    [Fact]
    public async Task A_rule_whose_vApp_does_not_exist_fails_with_the_reason()
    {
        await using var host = await AutoscaleHost.StartAsync(Folder, Lab);

        await host.CallAsync("POST", "/api/org/pscoe/autoscale", """{"name":"ghost","target":{"vapp":"nowhere"}}""");

        var rule = await AutoscaleHost.UntilAsync(
            async () => await host.Rules.FindAsync("pscoe", "ghost", CancellationToken.None), r => r?.Status == "failed", r => $"rule ghost to fail; it is {r?.Status}");
        Assert.Contains("There is no vApp 'nowhere'", rule!.StatusReason, StringComparison.Ordinal);
    }
}
