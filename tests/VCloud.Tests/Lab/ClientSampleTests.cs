using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Activities.Autoscaling;
using Orchestrator.Activities.VCloud;
using Orchestrator.Activities.Vrops;

namespace Orchestrator.Tests.VCloud.Lab;

/// <summary>The clients read what the products answer.</summary>
public sealed class ClientSampleTests
{
    private const string Session = """{"id":"urn:vcloud:session:1"}""";

    private static ServiceProvider Services(Uri url) => new ServiceCollection().AddLogging()
        .AddVCloud(options => (options.Url, options.User, options.Password) = (url, "ann@pscoe", "x"))
        .AddVrops(options => (options.Url, options.User, options.Password) = (url, "admin", "x"))
        .BuildServiceProvider();

    [Fact]
    public async Task Of_the_versions_the_best_one_is_spoken_and_the_records_of_VMs_are_read()
    {
        await using var vcd = await CannedServer.StartAsync(("/api/versions", "vcd-versions.xml"), ("/cloudapi/1.0.0/sessions", Session), ("/api/query", "vcd-query-vm.xml"));
        await using var services = Services(vcd.Url);

        var record = Assert.Single(await services.GetRequiredService<VcdQuery>().RecordsAsync("vm", CancellationToken.None));

        Assert.Equal("POST /cloudapi/1.0.0/sessions application/json;version=36.0", vcd.Asked[1]);
        Assert.Contains("version=36.0", vcd.Asked[2], StringComparison.Ordinal);
        Assert.Equal("web-01", record.Attribute("name")!.Value);
        Assert.Equal("https://vcd.example.test/api/vApp/vm-3f9e2d10-7a65-4f27-9f5e-000000000001", record.Attribute("href")!.Value);
        Assert.Equal("https://vcd.example.test/api/vApp/vapp-fbf38bb3-0b8b-4c06-9a65-4c2ce4d6b101", record.Attribute("container")!.Value);
        Assert.Equal(("POWERED_ON", "192.168.10.11", "app-net"), (record.Attribute("status")!.Value, record.Attribute("ipAddress")!.Value, record.Attribute("networkName")!.Value));
    }

    [Fact]
    public async Task A_task_that_failed_says_why()
    {
        await using var vcd = await CannedServer.StartAsync(("/api/versions", "vcd-versions.xml"), ("/cloudapi/1.0.0/sessions", Session), ("/api/task/", "vcd-task-error.xml"));
        await using var services = Services(vcd.Url);

        var task = await services.GetRequiredService<VcdTasks>().GetAsync("https://vcd.example.test/api/task/5f0c3c0e-1111-4222-8333-444455556666", CancellationToken.None);

        Assert.Equal(("error", true, false), (task.Status, task.HasEnded, task.HasSucceeded));
        Assert.Equal("no free address in the pool of app-net (INSUFFICIENT_RESOURCES)", task.Error);
        Assert.Equal("Recomposing Virtual Application shop(fbf38bb3-0b8b-4c06-9a65-4c2ce4d6b101)", task.Operation);
        Assert.Equal("https://vcd.example.test/api/task/5f0c3c0e-1111-4222-8333-444455556666", task.Href);
    }

    [Fact]
    public async Task A_VM_is_found_among_the_resources_of_vROps()
    {
        await using var vrops = await CannedServer.StartAsync(("/suite-api/api/auth/token/acquire", """{"token":"t","validity":1795500000000}"""), ("/suite-api/api/resources", "vrops-resource-list.json"));
        await using var services = Services(vrops.Url);
        var resources = services.GetRequiredService<VropsResources>();

        var byName = await resources.FindVmAsync("web-02", null, null, CancellationToken.None);
        var byMoref = await resources.FindVmAsync("web-02", null, "vm-123", CancellationToken.None);
        var another = await resources.FindVmAsync("web-02", null, "vm-124", CancellationToken.None);

        Assert.Equal(new VropsResource("2d4c6a1e-0f3b-4b59-9a77-1c0e5d3f9b02", "web-02 (3f9e2d10-7a65-4f27-9f5e-000000000002)", "vm-123"), byName);
        Assert.Equal(byName, byMoref);
        Assert.Null(another);
    }

    [Fact]
    public void Of_a_proposed_rule_what_is_known_is_read_and_the_rest_is_told()
    {
        var sample = JsonNode.Parse(SampleFile.Text("autoscale-rule-proposal.json"))!.AsObject();
        var defaults = new AutoscaleRule { Id = "r", Name = "", Tenant = "pscoe" };

        var (_, errors) = RuleReader.Read(System.Text.Encoding.UTF8.GetBytes(sample.ToJsonString()), defaults, isNew: true);
        foreach (var name in (string[])["scaleOut", "scaleIn", "schedule", "onAlert", "approval"])
            sample.Remove(name);
        sample["target"]!.AsObject().Remove("storagePolicy");
        sample["target"]!.AsObject().Remove("sizingPolicy");
        sample["loadBalancer"]!.AsObject().Remove("drainSeconds");
        sample["loadBalancer"]!["kind"] = "nsxv";
        var (rule, rest) = RuleReader.Read(System.Text.Encoding.UTF8.GetBytes(sample.ToJsonString()), defaults, isNew: true);

        Assert.Equal(
            ["approval", "loadBalancer.drainSeconds", "loadBalancer.kind", "onAlert", "scaleIn", "scaleOut", "schedule", "target.sizingPolicy", "target.storagePolicy"],
            errors.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(rest);
        Assert.Equal(("shop web tier", true), (rule!.Name, rule.Enabled));
        Assert.Equal(("vdc1", "shop", "web-{n:00}", "app-net"), (rule.Target.Vdc, rule.Target.Vapp, rule.Target.VmNamePattern, rule.Target.Network));
        Assert.Equal(("golden", "web-tier", "web"), (rule.Target.Template.Catalog, rule.Target.Template.Item, rule.Target.Template.Vm));
        Assert.Equal((2, 8, 1), (rule.Limits.Min, rule.Limits.Max, rule.Limits.Step));
        Assert.Equal(("nsxv", "edge-pscoe", "web-pool", 80), (rule.LoadBalancer.Kind, rule.LoadBalancer.Edge, rule.LoadBalancer.Pool, rule.LoadBalancer.Port));
    }
}
