using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Orchestrator.Tests.VCloud.Lab;

/// <summary>The lab answers in the shape of the products: no name of a sample is missing, and each value is of the same kind.</summary>
public sealed class LabShapeTests : LabFixture
{
    [Fact]
    public async Task Versions_records_and_failed_tasks_have_the_attributes_of_the_product()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");
        using var versionsAnswer = await client.SendAsync("GET", "/api/versions");
        var versions = XElement.Parse(await versionsAnswer.Content.ReadAsStringAsync());
        var records = (await client.XmlAsync("GET", "/api/query?type=vm&filter=name==web-01")).Xml!;
        Server.FailNextTask("POST /power/action/powerOff", "INSUFFICIENT_RESOURCES");
        var vm = Server.World.Vms[0];
        var (accepted, started) = await client.XmlAsync("POST", $"/api/vApp/vm-{vm.Id}/power/action/powerOff");
        Clock.Advance(TaskDuration);
        var task = await client.TaskAsync(started!);

        Assert.Equal(202, accepted);
        AssertShape("vcd-versions.xml", versions);
        AssertShape("vcd-query-vm.xml", records);
        AssertShape("vcd-task-error.xml", task);
        Assert.Contains("36.0", versions.Descendants().Where(e => e.Name.LocalName == "Version").Select(e => e.Value));
        Assert.Equal("web-01", records.Elements().Single(e => e.Name.LocalName == "VMRecord").Attribute("name")!.Value);
        Assert.Equal(("error", "INSUFFICIENT_RESOURCES"), (task.Attribute("status")!.Value, task.Element(LabClient.V + "Error")!.Attribute("minorErrorCode")!.Value));
    }

    [Fact]
    public async Task Resources_and_latest_statistics_are_those_of_vROps()
    {
        using var client = await LabClient.VropsAsync(Server);
        var resource = Server.World.Resources[0];
        var stats = JsonNode.Parse(SampleFile.Text("vrops-stats-latest.json"))!;
        var key = stats["values"]![0]!["stat-list"]!["stat"]![0]!["statKey"]!["key"]!.ToString();
        var put = await client.JsonAsync("PUT", "/lab/stats", new JsonObject { ["resource"] = resource.Name, ["values"] = new JsonObject { [key] = 86.4 } }.ToJsonString());

        var (_, list) = await client.JsonAsync("GET", $"/api/resources?name={Uri.EscapeDataString(resource.Name)}");
        var (_, latest) = await client.JsonAsync("GET", $"/api/resources/stats/latest?resourceId={resource.Id}&statKey={Uri.EscapeDataString(key)}");

        Assert.True(put.Status is 200 or 204, $"{put.Status}");
        AssertShape(JsonNode.Parse(SampleFile.Text("vrops-resource-list.json")), list, "resources");
        AssertShape(stats, latest, "stats");
        Assert.Equal(86.4, (double)latest!["values"]![0]!["stat-list"]!["stat"]![0]!["data"]![0]!);
    }

    [Fact]
    public async Task A_pool_of_an_NSX_T_gateway_is_written_whole_and_read_back()
    {
        using var client = await LabClient.AsAsync(Server, "administrator@System");
        var sample = JsonNode.Parse(SampleFile.Text("alb-pool.json"))!.AsObject();
        sample.Remove("id");
        var gateway = sample["gatewayRef"]!["id"]!.ToString();

        var created = await client.CloudAsync("POST", "/cloudapi/1.0.0/loadBalancer/pools", sample.ToJsonString());
        var listed = await client.CloudAsync("GET", $"/cloudapi/1.0.0/edgeGateways/{gateway}/loadBalancer/poolSummaries");
        var path = $"/cloudapi/1.0.0/loadBalancer/pools/{listed.Json!["values"]![0]!["id"]}";
        var read = await client.CloudAsync("GET", path);
        read.Json!["members"]!.AsArray().Add(JsonNode.Parse("""{"enabled":true,"ipAddress":"192.168.10.13","port":80,"ratio":1}"""));
        var updated = await client.CloudAsync("PUT", path, read.Json.ToJsonString());
        var again = await client.CloudAsync("GET", path);

        Assert.Equal((202, 202), (created.Status, updated.Status));
        AssertShape(sample, read.Json, "pool");
        foreach (var (name, value) in sample.Where(p => p.Key != "members"))
            Assert.True(JsonNode.DeepEquals(value, again.Json![name]), name);
        Assert.Equal(["192.168.10.11", "192.168.10.12", "192.168.10.13"], again.Json!["members"]!.AsArray().Select(m => m!["ipAddress"]!.ToString()));
        Assert.Equal(3, (int)again.Json["memberCount"]!);
    }

    [Fact]
    public async Task A_plug_in_is_registered_and_its_manifest_names_what_it_adds()
    {
        using var client = await LabClient.AsAsync(Server, "administrator@System");
        var sample = JsonNode.Parse(SampleFile.Text("vcd-ui-plugin-create.json"))!.AsObject();
        var manifest = JsonNode.Parse(SampleFile.Text("vcd-ui-plugin-manifest.json"))!;

        var created = await client.CloudAsync("POST", "/cloudapi/extensions/ui", sample.ToJsonString());
        var twice = await client.CloudAsync("POST", "/cloudapi/extensions/ui", sample.ToJsonString());
        var read = await client.CloudAsync("GET", $"/cloudapi/extensions/ui/{created.Json!["id"]}");

        Assert.Equal((201, 400), (created.Status, twice.Status));
        foreach (var (name, value) in sample)
            Assert.True(JsonNode.DeepEquals(value, read.Json![name]), name);
        Assert.Equal((sample["version"]!.ToString(), sample["vendor"]!.ToString()), (manifest["version"]!.ToString(), manifest["vendor"]!.ToString()));
        Assert.All(manifest["extensionPoints"]!.AsArray(), point => Assert.True(
            (manifest["module"] ?? point!["component"]) is not null
            && manifest["locales"]!["en"]![point!["name"]!.ToString().Trim('%')] is not null
            && manifest["locales"]!["en"]![point["description"]!.ToString().Trim('%')] is not null));
    }

    private static void AssertShape(string sample, XElement answered) => AssertShape(XElement.Parse(SampleFile.Text(sample)), answered, sample);

    private static void AssertShape(XElement sample, XElement answered, string place)
    {
        Assert.Equal(sample.Name, answered.Name);
        Assert.Empty(sample.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => a.Name).Except(answered.Attributes().Select(a => a.Name)).Select(name => $"{place}/@{name}"));
        foreach (var child in sample.Elements().DistinctBy(e => e.Name))
        {
            var found = answered.Element(child.Name);
            Assert.True(found is not null, $"{place}/{child.Name.LocalName} is missing");
            AssertShape(child, found, $"{place}/{child.Name.LocalName}");
        }
    }

    private static void AssertShape(JsonNode? sample, JsonNode? answered, string place)
    {
        if (sample is null)
            return;
        Assert.True(answered is not null, $"{place} is missing");
        Assert.True(sample.GetValueKind() == answered.GetValueKind() || sample.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False, $"{place} is {answered.GetValueKind()}");
        if (sample is JsonObject properties)
        {
            foreach (var (name, value) in properties)
                AssertShape(value, answered[name], $"{place}.{name}");
        }
        else if (sample is JsonArray { Count: > 0 } items)
        {
            AssertShape(items[0], answered.AsArray().FirstOrDefault(), $"{place}[0]");
        }
    }
}
