using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Orchestrator.Tests.VCloud.Lab;

/// <summary>What real clients send is taken, and read back as it was sent.</summary>
public sealed class LabSampleTests : LabFixture
{
    private static string Sample(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", name));

    [Fact]
    public async Task A_VM_is_removed_and_added_by_recomposing()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");
        var old = Server.World.Vms.Single(vm => vm.Name == "web-02");
        await client.XmlAsync("POST", $"/api/vApp/vm-{old.Id}/action/undeploy", $"""<UndeployVAppParams xmlns="{LabClient.V}"><UndeployPowerAction>powerOff</UndeployPowerAction></UndeployVAppParams>""");
        Clock.Advance(TaskDuration);

        var (removed, _) = await client.XmlAsync("POST", LabClient.Shop + "/action/recomposeVApp", Sample("vcd-recompose-delete.xml").Replace("3f9e2d10-7a65-4f27-9f5e-000000000002", old.Id.ToString(), StringComparison.Ordinal));
        Clock.Advance(TaskDuration);
        var (added, task) = await client.XmlAsync("POST", LabClient.Shop + "/action/recomposeVApp", Sample("vcd-recompose-add.xml").Replace("00000000f001", "00000000f101", StringComparison.Ordinal));
        Clock.Advance(TaskDuration);

        Assert.Equal((202, 202), (removed, added));
        Assert.Equal("success", (await client.TaskAsync(task!)).Attribute("status")!.Value);
        var record = Assert.Single(await client.QueryAsync("type=vm&filter=name==web-02"));
        Assert.Equal("POWERED_ON", record.Attribute("status")!.Value);
        Assert.NotEqual(old.Id, Server.World.Vms.Single(vm => vm.Name == "web-02").Id);
    }

    [Fact]
    public async Task Metadata_is_merged_and_shown_again()
    {
        using var client = await LabClient.AsAsync(Server, "administrator@System");

        var (merged, _) = await client.XmlAsync("POST", LabClient.Shop + "/metadata", Sample("vcd-metadata.xml"));
        Clock.Advance(TaskDuration);
        var (_, entry) = await client.XmlAsync("GET", LabClient.Shop + "/metadata/SYSTEM/autoscale.rule");

        Assert.Equal(202, merged);
        Assert.Equal("rule-17", entry!.Descendants(LabClient.V + "Value").Single().Value);
    }

    [Fact]
    public async Task A_vApp_is_made_from_a_template()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");
        var vdc = Assert.Single(await client.QueryAsync("type=orgVdc")).Attribute("href")!.Value;
        var template = (await client.QueryAsync("type=vAppTemplate"))[0].Attribute("href")!.Value;
        var body = XElement.Parse(Sample("vcd-instantiate-template.xml"));
        var network = (await client.XmlAsync("GET", new Uri(vdc).AbsolutePath)).Xml!.Descendants(LabClient.V + "Network").First(n => n.Attribute("name")!.Value == "app-net");
        body.Descendants(LabClient.V + "ParentNetwork").Single().SetAttributeValue("href", network.Attribute("href")!.Value);
        body.Element(LabClient.V + "Source")!.SetAttributeValue("href", template);

        var (status, vapp) = await client.XmlAsync("POST", new Uri(vdc).AbsolutePath + "/action/instantiateVAppTemplate", body.ToString());
        Clock.Advance(TaskDuration);

        Assert.Equal(201, status);
        Assert.Equal("shop-blue", vapp!.Attribute("name")!.Value);
        Assert.NotEmpty(await client.QueryAsync("type=vm&filter=containerName==shop-blue"));
    }

    [Fact]
    public async Task A_pool_is_written_whole_and_read_back()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");
        var sample = XElement.Parse(Sample("nsxv-pool.xml"));

        var (written, _) = await client.XmlAsync("PUT", LabClient.Pools + "pool-7", sample.ToString());
        var (_, pool) = await client.XmlAsync("GET", LabClient.Pools + "pool-7");

        Assert.Equal(204, written);
        Assert.Equal(sample.Elements("member").Select(Member), pool!.Elements("member").Select(Member));
        Assert.Equal(sample.Element("algorithm")!.Value, pool.Element("algorithm")!.Value);
    }

    [Theory]
    [InlineData("/api/supermetrics", "vrops-supermetric-cpu.json")]
    [InlineData("/api/supermetrics", "vrops-supermetric-mem.json")]
    [InlineData("/api/symptomdefinitions", "vrops-symptom.json")]
    [InlineData("/api/alertplugins", "vrops-alertplugin-snmp.json", "pluginId")]
    [InlineData("/api/resources/groups", "vrops-group-create.json")]
    [InlineData("/api/resources/groups", "vrops-group-dynamic.json")]
    public async Task What_vROps_is_given_is_read_back(string path, string sample, string id = "id")
    {
        using var client = await LabClient.VropsAsync(Server);
        var sent = JsonNode.Parse(Sample(sample))!;
        sent.AsObject().Remove("id");
        if (sent["membershipDefinition"]?["includedResources"] is JsonArray { Count: > 0 } included)
            included[0] = Server.World.Resources[0].Id.ToString();

        var (created, made) = await client.JsonAsync("POST", path, sent.ToJsonString());
        var (_, read) = await client.JsonAsync("GET", $"{path}/{made![id]}");

        Assert.Equal(201, created);
        AssertHolds(sent, read, sample);
    }

    [Fact]
    public async Task A_rule_leads_from_symptoms_by_an_alert_to_a_plug_in()
    {
        using var client = await LabClient.VropsAsync(Server);
        var group = (await client.JsonAsync("POST", "/api/resources/groups", NoMembers())).Json!["id"]!.ToString();
        var symptom = (await client.JsonAsync("POST", "/api/symptomdefinitions", Sample("vrops-symptom.json"))).Json!["id"]!.ToString();
        var plugin = (await client.JsonAsync("POST", "/api/alertplugins", Sample("vrops-alertplugin-snmp.json"))).Json!["pluginId"]!.ToString();
        var metric = (await client.JsonAsync("POST", "/api/supermetrics", Sample("vrops-supermetric-mem.json"))).Json!["id"]!.ToString();
        var alert = JsonNode.Parse(Sample("vrops-alert-definition.json"))!;
        alert["states"]![0]!["base-symptom-set"]!["symptomDefinitionIds"] = new JsonArray(symptom);
        var assignment = JsonNode.Parse(Sample("vrops-supermetric-assign.json"))!;
        assignment["superMetricId"] = metric;

        var (defined, definition) = await client.JsonAsync("POST", "/api/alertdefinitions", alert.ToJsonString());
        var rule = JsonNode.Parse(Sample("vrops-notification-rule.json"))!;
        (rule["pluginId"], rule["resourceFilters"]![0]!["resourceId"]) = (plugin, group);
        rule["alertDefinitionIdFilters"]!["values"] = new JsonArray(definition!["id"]!.ToString());
        var (ruled, made) = await client.JsonAsync("POST", "/api/notifications/rules", rule.ToJsonString());
        var (assigned, _) = await client.JsonAsync("PUT", "/internal/supermetrics/assign/default", assignment.ToJsonString(), unsupported: true);

        Assert.Equal((201, 201, 200), (defined, ruled, assigned));
        AssertHolds(alert, (await client.JsonAsync("GET", $"/api/alertdefinitions/{definition["id"]}")).Json, "definition");
        AssertHolds(rule, (await client.JsonAsync("GET", $"/api/notifications/rules/{made!["id"]}")).Json, "rule");
    }

    [Fact]
    public async Task A_token_is_given_for_the_right_password_and_a_VM_found_by_its_name()
    {
        using var nobody = new LabClient(Server);
        using var client = await LabClient.VropsAsync(Server);
        var login = JsonNode.Parse(Sample("vrops-token-acquire.json"))!;

        var (refused, _) = await nobody.JsonAsync("POST", "/api/auth/token/acquire", login.ToJsonString());
        (login["username"], login["password"]) = ("admin", "lab");
        var (given, token) = await nobody.JsonAsync("POST", "/api/auth/token/acquire", login.ToJsonString());
        var (_, found) = await client.JsonAsync("POST", "/api/resources/query", Sample("vrops-resource-query.json"));

        Assert.Equal((401, 200), (refused, given));
        Assert.NotEmpty(token!["token"]!.ToString());
        Assert.StartsWith("web-02", Assert.Single(found!["resourceList"]!.AsArray())!["resourceKey"]!["name"]!.ToString(), StringComparison.Ordinal);
    }

    private static string NoMembers()
    {
        var group = JsonNode.Parse(Sample("vrops-group-create.json"))!;
        group["membershipDefinition"]!["includedResources"] = new JsonArray();
        return group.ToJsonString();
    }

    private static string Member(XElement member) => $"{member.Element("name")!.Value} {member.Element("ipAddress")!.Value}:{member.Element("port")!.Value} {member.Element("weight")!.Value}";

    /// <summary>All that was sent is there; the product may add more.</summary>
    private static void AssertHolds(JsonNode? sent, JsonNode? read, string place)
    {
        if (sent is JsonObject properties)
        {
            foreach (var (name, value) in properties)
                AssertHolds(value, (read as JsonObject)?[name], $"{place}.{name}");
        }
        else if (sent is JsonArray items)
        {
            Assert.Equal(items.Count, (read as JsonArray)?.Count);
            for (var i = 0; i < items.Count; i++)
                AssertHolds(items[i], read![i], $"{place}[{i}]");
        }
        else
        {
            Assert.True(JsonNode.DeepEquals(sent, read), $"{place}: sent {sent?.ToJsonString()}, read {read?.ToJsonString()}");
        }
    }
}
