using System.Text.Json.Nodes;

namespace Orchestrator.Tests.E2E;

public sealed class ScaleOutTests
{
    internal const string Rule = """
        {
          "name": "shop",
          "target": { "vdc": "vdc1", "vapp": "shop", "vmNamePattern": "web-{n:00}", "network": "app-net", "template": { "catalog": "golden", "item": "web-tier", "vm": "web" } },
          "limits": { "min": 2, "max": 12, "step": 1 },
          "loadBalancer": { "kind": "nsxv", "edge": "edge-pscoe", "pool": "web-pool", "port": 80 },
          "cooldownMinutes": 0
        }
        """;

    [Fact]
    public async Task A_trap_makes_a_VM_a_pool_member_and_a_group_member()
    {
        await using var lab = await LabProcess.StartAsync();
        await using var server = await ServerProcess.StartAsync(lab.Arguments);
        await CreateRuleAsync(server);

        await server.SendAlertAsync("AS scale out shop", "scale-out:shop", Guid.Parse("11111111-2222-4333-8444-000000000001"));
        await server.WaitForInstancesAsync("autoscale-on-alert", 1);

        await AssertGrownByAsync(lab, 1);
    }

    [Fact]
    public async Task An_unknown_trap_is_kept_and_starts_nothing()
    {
        await using var lab = await LabProcess.StartAsync();
        await using var server = await ServerProcess.StartAsync(lab.Arguments);

        await server.SendAlertAsync("Something else", "nothing of ours", Guid.Parse("11111111-2222-4333-8444-000000000002"));
        var traps = await WaitFor.AsyncOf("the trap to be listed", () => server.Api.GetAsync("/api/v1/traps"), a => a.Status == 200 && (int)a.Json["totalCount"]! == 1, () => server.Output);

        Assert.Contains("Something else", traps.Text, StringComparison.Ordinal);
        await AssertGrownByAsync(lab, 0);
    }

    /// <summary>Before and after each action on the outside world, in one life of the lab: every kill adds one VM, never two.</summary>
    [Fact]
    public async Task A_server_killed_between_any_two_actions_goes_on_to_exactly_one_VM_pool_member_and_group_member()
    {
        (string Match, bool After)[] kills =
        [
            ("POST /action/recomposeVApp", false), ("POST /action/recomposeVApp", true),
            ("PUT /loadbalancer/config/pools/", false), ("PUT /loadbalancer/config/pools/", true),
            ("PUT /suite-api/api/resources/groups", false), ("PUT /suite-api/api/resources/groups", true),
        ];
        await using var lab = await LabProcess.StartAsync();
        await using var server = await ServerProcess.StartAsync(lab.Arguments);
        await CreateRuleAsync(server);

        for (var i = 0; i < kills.Length; i++)
        {
            var fault = await lab.HoldAsync(kills[i].Match, kills[i].After);
            await server.SendAlertAsync("AS scale out shop", "scale-out:shop", Guid.Parse($"11111111-2222-4333-8444-0000000001{i:00}"));
            await lab.HeldAsync(fault, () => $"{kills[i]}: {server.Output}");
            await server.KillAsync();
            await lab.Api.DeleteAsync($"/lab/faults/{fault}");
            await server.StartAsync();
            await server.WaitForInstancesAsync("autoscale-on-alert", i + 1);

            await AssertGrownByAsync(lab, i + 1);
        }

        Assert.Equal(0, (int)(await server.Api.GetAsync("/api/v1/incidents?open=true")).Json["totalCount"]!);
    }

    private static async Task CreateRuleAsync(ServerProcess server)
    {
        await WaitFor.AsyncOf("the tenant pscoe to be known", () => server.Api.GetAsync("/api/org/pscoe/autoscale"), a => a.Status == 200, () => server.Output);
        Assert.InRange((await server.Api.PostAsync("/api/org/pscoe/autoscale", Rule)).Status, 200, 202);
        await WaitFor.AsyncOf(
            "the rule to be ready",
            () => server.Api.GetAsync("/api/org/pscoe/autoscale"),
            a => a.Status == 200 && a.Json["items"]!.AsArray().Any(r => (string)r!["status"]! == "ready"),
            () => server.Output);
    }

    private static async Task AssertGrownByAsync(LabProcess lab, int count)
    {
        var world = await lab.WorldAsync();
        string[] expected = [.. Enumerable.Range(1, 2 + count).Select(n => $"web-{n:00}")];
        Assert.Equal(expected, world["vms"]!.AsArray().Where(v => (string)v!["vApp"]! == "shop").Select(v => (string)v!["name"]!).Order());
        var members = world["pools"]!.AsArray().Single(p => (string)p!["name"]! == "web-pool")!["members"]!.AsArray();
        Assert.Equal(2 + count, members.Count);
        Assert.Equal(2 + count, members.Select(m => (string)m!["ipAddress"]!).Distinct().Count());
        if (count > 0)
            Assert.Equal(expected, Included(world).Order());
    }

    private static IEnumerable<string> Included(JsonNode world) =>
        world["groups"]!.AsArray().Single(g => (string)g!["name"]! == "autoscale shop")!["included"]!.AsArray().Select(n => ((string)n!).Split(' ')[0]);
}
