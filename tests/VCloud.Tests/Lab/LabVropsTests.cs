using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Orchestrator.Tests.VCloud.Lab;

public sealed class LabVropsTests : LabFixture
{
    private const string GroupBody = """
        {"resourceKey": {"name": "autoscale test", "adapterKindKey": "Container", "resourceKindKey": "Environment", "resourceIdentifiers": []}, "autoResolveMembership": true,
         "membershipDefinition": {"includedResources": [], "excludedResources": [], "custom-group-properties": [], "rules": []}}
        """;

    [Fact]
    public async Task Without_a_token_or_with_a_stale_one_the_answer_is_401()
    {
        using var nobody = new LabClient(Server);
        using var client = await LabClient.VropsAsync(Server);

        var (before, _) = await nobody.JsonAsync("GET", "/api/resources");
        var (during, _) = await client.JsonAsync("GET", "/api/resources");
        Clock.Advance(TimeSpan.FromHours(7));
        var (after, error) = await client.JsonAsync("GET", "/api/resources");

        Assert.Equal((401, 200, 401), (before, during, after));
        Assert.Equal(401, error!["httpStatusCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_new_VM_is_a_resource_after_the_next_cycle()
    {
        using var vcd = await LabClient.AsAsync(Server, "ann@pscoe");
        using var vrops = await LabClient.VropsAsync(Server);
        const string query = """{"adapterKind": ["VMWARE"], "resourceKind": ["VirtualMachine"], "regex": ["^web-03( \\(.*\\))?$"]}""";
        await vcd.AddVmAsync("web-03");
        Clock.Advance(TaskDuration);

        var (_, early) = await vrops.JsonAsync("POST", "/api/resources/query", query);
        Clock.Advance(Cycle);
        var (_, late) = await vrops.JsonAsync("POST", "/api/resources/query", query);

        Assert.Empty(early!["resourceList"]!.AsArray());
        var identifiers = late!["resourceList"]![0]!["resourceKey"]!["resourceIdentifiers"]!.AsArray();
        Assert.Equal(Server.World.Vms.Single(v => v.Name == "web-03").Moref, identifiers[1]!["value"]!.ToString());
    }

    [Fact]
    public async Task A_group_is_written_whole_and_its_members_follow()
    {
        using var client = await LabClient.VropsAsync(Server);
        var (created, group) = await client.JsonAsync("POST", "/api/resources/groups", GroupBody);
        var id = group!["id"]!.ToString();
        group["membershipDefinition"]!["includedResources"]!.AsArray().Add(Server.World.Resources[0].Id.ToString());

        var (updated, _) = await client.JsonAsync("PUT", "/api/resources/groups", group.ToJsonString());
        var (_, early) = await client.JsonAsync("GET", $"/api/resources/groups/{id}/members");
        Clock.Advance(Cycle);
        var (_, late) = await client.JsonAsync("GET", $"/api/resources/groups/{id}/members");
        var (missing, _) = await client.JsonAsync("GET", $"/api/resources/groups/{Guid.Empty}");
        var (deleted, _) = await client.JsonAsync("DELETE", $"/api/resources/groups/{id}");

        Assert.Equal((201, 200, 404, 200), (created, updated, missing, deleted));
        Assert.Empty(early!["resourceList"]!.AsArray());
        Assert.Equal(Server.World.Resources[0].Id.ToString(), Assert.Single(late!["resourceList"]!.AsArray())!["identifier"]!.ToString());
    }

    [Fact]
    public async Task A_super_metric_is_assigned_and_computed_over_the_members()
    {
        using var client = await LabClient.VropsAsync(Server);
        var body = JsonNode.Parse(GroupBody)!;
        foreach (var resource in Server.World.Resources.Take(2))
            body["membershipDefinition"]!["includedResources"]!.AsArray().Add(resource.Id.ToString());
        var group = (await client.JsonAsync("POST", "/api/resources/groups", body.ToJsonString())).Json!["id"]!.ToString();
        await client.JsonAsync("PUT", "/lab/stats", """{"resource": "web-01", "values": {"mem|usage_average": 91}}""");
        var (_, metric) = await client.JsonAsync("POST", "/api/supermetrics", """{"name": "mean memory", "formula": "avg(${adaptertype=VMWARE, objecttype=VirtualMachine, metric=mem|usage_average, depth=1})"}""");
        var assignment = $$"""{"superMetricId": "{{metric!["id"]}}", "resourceKindKeys": [{"adapterKind": "Container", "resourceKind": "Environment"}]}""";

        var (refused, _) = await client.JsonAsync("PUT", "/internal/supermetrics/assign/default", assignment);
        var (assigned, _) = await client.JsonAsync("PUT", "/internal/supermetrics/assign/default", assignment, unsupported: true);
        Clock.Advance(Cycle);
        var (_, stats) = await client.JsonAsync("POST", "/api/resources/stats/latest/query", $$"""{"resourceId": ["{{group}}"], "statKey": ["Super Metric|sm_{{metric["id"]}}"]}""");

        Assert.Equal((403, 200), (refused, assigned));
        Assert.Equal(73, stats!["values"]![0]!["stat-list"]!["stat"]![0]!["data"]![0]!.GetValue<double>());
    }

    [Fact]
    public async Task A_raised_alert_goes_through_rule_and_plug_in_as_a_trap()
    {
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var client = await LabClient.VropsAsync(Server);
        var port = ((IPEndPoint)receiver.Client.LocalEndPoint!).Port;
        var group = (await client.JsonAsync("POST", "/api/resources/groups", GroupBody)).Json!["id"]!;
        var symptom = (await client.JsonAsync("POST", "/api/symptomdefinitions", """{"name": "hot", "adapterKindKey": "Container", "resourceKindKey": "Environment", "state": {"severity": "WARNING"}}""")).Json!["id"]!;
        var definition = (await client.JsonAsync("POST", "/api/alertdefinitions", $$$"""{"name": "AS scale out test", "description": "scale-out:test", "adapterKindKey": "Container", "resourceKindKey": "Environment", "states": [{"base-symptom-set": {"symptomDefinitionIds": ["{{{symptom}}}"]}}]}""")).Json!["id"]!;
        var plugin = (await client.JsonAsync("POST", "/api/alertplugins", $$"""{"pluginTypeId": "SNMP Trap", "name": "here", "configValues": [{"name": "destination_addr", "value": "127.0.0.1"}, {"name": "port", "value": "{{port}}"}]}""")).Json!["pluginId"]!;
        await client.JsonAsync("POST", "/api/notifications/rules", $$$"""{"name": "to me", "pluginId": "{{{plugin}}}", "enabled": true, "alertStatuses": ["NEW", "CANCELED"], "resourceFilters": [{"resourceId": "{{{group}}}"}], "alertDefinitionIdFilters": {"values": ["{{{definition}}}"]}}""");

        var (_, silent) = await client.JsonAsync("POST", "/lab/alerts", """{"definition": "AS scale out test"}""");
        await client.JsonAsync("PUT", $"/api/alertplugins/{plugin}/enable/true");
        var (_, alert) = await client.JsonAsync("POST", "/lab/alerts", """{"definition": "AS scale out test"}""");
        using var waited = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var datagram = Encoding.Latin1.GetString((await receiver.ReceiveAsync(waited.Token)).Buffer);
        await client.JsonAsync("POST", $"/lab/alerts/{alert!["alertId"]}/cancel");
        var (_, read) = await client.JsonAsync("GET", $"/api/alerts/{alert["alertId"]}");

        Assert.Equal((0, 1), (silent!["traps"]!.GetValue<int>(), alert["traps"]!.GetValue<int>()));
        Assert.Contains("autoscale test", datagram, StringComparison.Ordinal);
        Assert.Contains("to me", datagram, StringComparison.Ordinal);
        Assert.Contains(alert["alertId"]!.ToString(), datagram, StringComparison.Ordinal);
        Assert.Equal("CANCELED", read!["status"]!.ToString());
        Assert.True(read["cancelTimeUTC"]!.GetValue<long>() > 0);
    }
}
