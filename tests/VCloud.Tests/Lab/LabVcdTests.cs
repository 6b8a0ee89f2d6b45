using System.Xml.Linq;

namespace Orchestrator.Tests.VCloud.Lab;

public sealed class LabVcdTests : LabFixture
{
    private static readonly XNamespace V = LabClient.V;

    [Fact]
    public async Task A_recompose_makes_a_VM_that_gets_its_address_when_the_task_ends()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");

        var (status, task) = await client.AddVmAsync("web-03");
        var early = Server.World.Vms.Single(v => v.Name == "web-03");
        Clock.Advance(TaskDuration / 2);
        var halfway = await client.TaskAsync(task!);
        Clock.Advance(TaskDuration);
        var ended = await client.TaskAsync(task!);
        var (_, vm) = await client.XmlAsync("GET", $"/api/vApp/vm-{early.Id}");

        Assert.Equal(202, status);
        Assert.Equal(("UNRESOLVED", null), (early.Status, early.IpAddress));
        Assert.Equal(("running", "50"), (halfway.Attribute("status")!.Value, halfway.Element(V + "Progress")!.Value));
        Assert.Equal("success", ended.Attribute("status")!.Value);
        Assert.Equal(("4", "true"), (vm!.Attribute("status")!.Value, vm.Attribute("deployed")!.Value));
        Assert.Equal("192.168.10.13", vm.Descendants(V + "IpAddress").Single().Value);
        Assert.Equal("made by a test", vm.Element(V + "Description")!.Value);
    }

    [Fact]
    public async Task The_name_of_a_new_VM_may_also_stand_in_its_source()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe", "31.0");

        var (status, _) = await client.XmlAsync("POST", LabClient.Shop + "/action/recomposeVApp", $"""
            <RecomposeVAppParams xmlns="{V}" name="shop" deploy="false" powerOn="false">
              <SourcedItem><Source href="{Server.BaseUrl}api/vAppTemplate/vm-a1b2c3d4-0001-4000-8000-00000000f101" name="batch-01"/></SourcedItem>
            </RecomposeVAppParams>
            """);
        Clock.Advance(TaskDuration);

        Assert.Equal(202, status);
        Assert.Equal("POWERED_OFF", Server.World.Vms.Single(v => v.Name == "batch-01").Status);
    }

    [Fact]
    public async Task A_busy_vApp_refuses_a_second_recompose()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");
        await client.AddVmAsync("web-03");

        var (status, error) = await client.AddVmAsync("web-04");

        Assert.Equal(400, status);
        Assert.Equal((V + "Error", "BUSY_ENTITY"), (error!.Name, error.Attribute("minorErrorCode")!.Value));
    }

    [Fact]
    public async Task A_taken_name_ends_in_a_failed_task_and_no_VM()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");

        var (_, task) = await client.AddVmAsync("web-01");
        Clock.Advance(TaskDuration);
        var ended = await client.TaskAsync(task!);

        Assert.Equal("error", ended.Attribute("status")!.Value);
        Assert.Equal("DUPLICATE_NAME", ended.Element(V + "Error")!.Attribute("minorErrorCode")!.Value);
        Assert.Single(Server.World.Vms, v => v.Name == "web-01");
    }

    [Fact]
    public async Task An_exhausted_address_pool_ends_in_a_failed_task_and_no_VM()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");
        for (var number = 3; number <= 50; number++)
        {
            await client.AddVmAsync($"web-{number:00}");
            Clock.Advance(TaskDuration);
        }

        var (_, task) = await client.AddVmAsync("web-51");
        Clock.Advance(TaskDuration);
        var ended = await client.TaskAsync(task!);

        Assert.Equal("INSUFFICIENT_RESOURCES", ended.Element(V + "Error")!.Attribute("minorErrorCode")!.Value);
        Assert.DoesNotContain(Server.World.Vms, v => v.Name == "web-51");
        Assert.Equal(50, Server.World.Vms.Where(v => v.Tenant == "pscoe").Select(v => v.IpAddress).Distinct().Count());
    }

    [Fact]
    public async Task A_VM_is_undeployed_before_it_is_deleted()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");
        var path = $"/api/vApp/vm-{Server.World.Vms.Single(v => v.Name == "web-02").Id}";

        var (tooEarly, error) = await client.XmlAsync("DELETE", path);
        var (undeploy, _) = await client.XmlAsync("POST", path + "/action/undeploy", $"<UndeployVAppParams xmlns=\"{V}\"><UndeployPowerAction>powerOff</UndeployPowerAction></UndeployVAppParams>");
        Clock.Advance(TaskDuration);
        var (delete, _) = await client.XmlAsync("DELETE", path);
        Clock.Advance(TaskDuration);
        var (after, gone) = await client.XmlAsync("GET", path);

        Assert.Equal((400, 202, 202, 403), (tooEarly, undeploy, delete, after));
        Assert.Equal("INVALID_STATE", error!.Attribute("minorErrorCode")!.Value);
        Assert.Equal("ACCESS_TO_RESOURCE_IS_FORBIDDEN", gone!.Attribute("minorErrorCode")!.Value);
        Assert.DoesNotContain(Server.World.Vms, v => v.Name == "web-02");
    }

    [Fact]
    public async Task Queries_filter_page_and_stay_in_the_tenant()
    {
        using var ann = await LabClient.AsAsync(Server, "ann@pscoe");
        using var admin = await LabClient.AsAsync(Server, "administrator@System");

        var mine = await ann.QueryAsync("type=vm&format=records");
        var one = await ann.QueryAsync("type=vm&filterEncoded=true&filter=" + Uri.EscapeDataString($"name=={Uri.EscapeDataString("web-0*")};status!=POWERED_OFF;(ipAddress==192.168.10.12,ipAddress==x)"));
        var (_, page) = await ann.XmlAsync("GET", "/api/query?type=vm&pageSize=1&page=1");
        var all = await admin.QueryAsync("type=adminVM");
        var none = await admin.QueryAsync("type=vm");
        var (forbidden, _) = await ann.XmlAsync("GET", "/api/query?type=adminVM");
        var (unknown, _) = await ann.XmlAsync("GET", "/api/query?type=vm&filter=colour==red");

        Assert.Equal(["web-01", "web-02"], mine.Select(r => r.Attribute("name")!.Value));
        Assert.Equal("web-02", Assert.Single(one).Attribute("name")!.Value);
        Assert.Equal(("2", "nextPage"), (page!.Attribute("total")!.Value, page.Element(V + "Link")!.Attribute("rel")!.Value));
        Assert.Equal(3, all.Count);
        Assert.All(all, r => Assert.StartsWith("vm-", r.Attribute("moref")!.Value, StringComparison.Ordinal));
        Assert.Empty(none);
        Assert.Equal((403, 400), (forbidden, unknown));
    }

    [Fact]
    public async Task A_tenant_does_not_reach_another_tenants_things()
    {
        using var bob = await LabClient.AsAsync(Server, "bob@acme");
        string[] paths =
        [
            LabClient.Shop, LabClient.Pools, LabClient.Pools + "pool-7", $"/api/vApp/vm-{Server.World.Vms.Single(v => v.Name == "web-01").Id}",
            "/api/org/7b832bc5-3d73-45a2-ba35-82a5acd72fe4", "/api/admin/edgeGateway/6f9f1f40-7f8e-4f0e-9d5f-0b7e0c6c5a11", "/api/admin/extension",
        ];

        foreach (var path in paths)
        {
            var (status, error) = await bob.XmlAsync("GET", path);
            Assert.Equal((403, "ACCESS_TO_RESOURCE_IS_FORBIDDEN"), (status, error!.Attribute("minorErrorCode")!.Value));
        }

        Assert.Equal(403, (await bob.AddVmAsync("web-03")).Status);
        Assert.Equal("acme", (await bob.XmlAsync("GET", "/api/org")).Xml!.Elements().Single().Attribute("name")!.Value);
    }

    [Fact]
    public async Task A_pool_is_read_changed_and_written_whole()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");
        var (_, pool) = await client.XmlAsync("GET", LabClient.Pools + "pool-7");
        pool!.Add(XElement.Parse("<member><name>web-03</name><ipAddress>192.168.10.13</ipAddress><port>80</port></member>"));

        var (written, _) = await client.XmlAsync("PUT", LabClient.Pools + "pool-7", pool.ToString());
        var (twice, error) = await client.XmlAsync("PUT", LabClient.Pools + "pool-7", "<pool><name>web-pool</name><member><name>a</name><ipAddress>1.1.1.1</ipAddress></member><member><name>a</name><ipAddress>1.1.1.2</ipAddress></member></pool>");
        var (missing, _) = await client.XmlAsync("GET", LabClient.Pools + "pool-99");

        Assert.Equal((204, 400, 404), (written, twice, missing));
        Assert.Equal(["web-01", "web-02", "web-03"], Server.World.Pools.Single(p => p.Id == "pool-7").Members.Select(m => m.Name));
        Assert.Equal("error", error!.Name.LocalName);
    }

    [Fact]
    public async Task A_pool_is_created_and_deleted()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");

        using var created = await client.SendAsync("POST", LabClient.Pools, "<pool><name>green</name><algorithm>leastconn</algorithm></pool>");
        var (deleted, _) = await client.XmlAsync("DELETE", LabClient.Pools + "pool-8");

        Assert.Equal(("/network/edges/edge-3/loadbalancer/config/pools/pool-8", 204), (created.Headers.Location!.ToString(), deleted));
    }

    [Fact]
    public async Task Metadata_is_merged()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");
        static string Body(string key, string value) => $"""<Metadata xmlns="{V}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><MetadataEntry><Key>{key}</Key><TypedValue xsi:type="MetadataStringValue"><Value>{value}</Value></TypedValue></MetadataEntry></Metadata>""";

        var (first, _) = await client.XmlAsync("POST", LabClient.Shop + "/metadata", Body("rule", "shop"));
        Clock.Advance(TaskDuration);
        await client.XmlAsync("POST", LabClient.Shop + "/metadata", Body("owner", "ann"));
        var (_, all) = await client.XmlAsync("GET", LabClient.Shop + "/metadata");

        Assert.Equal(202, first);
        Assert.Equal(["rule", "owner"], all!.Descendants(V + "Key").Select(k => k.Value));
    }

    [Fact]
    public async Task An_extension_service_is_registered_disabled_and_removed()
    {
        using var admin = await LabClient.AsAsync(Server, "administrator@System", "31.0");
        const string path = "/api/admin/extension/service";
        static string Body(bool enabled) => $"""
            <e:Service xmlns:e="http://www.vmware.com/vcloud/extension/v1.5" name="scaling"><e:Namespace>org.example.scaling</e:Namespace><e:Enabled>{(enabled ? "true" : "false")}</e:Enabled>
            <e:RoutingKey>scaling</e:RoutingKey><e:Exchange>vcdext</e:Exchange>
            <e:ApiFilters><e:ApiFilter><e:UrlPattern>/api/org/.*/autoscale</e:UrlPattern></e:ApiFilter></e:ApiFilters></e:Service>
            """;

        var (created, service) = await admin.XmlAsync("POST", path, Body(true));
        var own = new Uri(service!.Attribute("href")!.Value).AbsolutePath;
        var filters = await admin.QueryAsync("type=apiFilter&filter=service==" + service.Attribute("id")!.Value[^36..]);
        var (refused, _) = await admin.XmlAsync("DELETE", own);
        await admin.XmlAsync("PUT", own, Body(false));
        var (deleted, _) = await admin.XmlAsync("DELETE", own + "?force=False&recursive=False");

        Assert.Equal((201, 400, 204), (created, refused, deleted));
        Assert.Equal("/api/org/.*/autoscale", Assert.Single(filters).Attribute("urlPattern")!.Value);
        Assert.Empty(await admin.QueryAsync("type=adminService"));
    }
}
