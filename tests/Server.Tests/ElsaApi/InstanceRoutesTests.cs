using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.ElsaApi;

public sealed class InstanceRoutesTests(SharedServer shared)
{
    private readonly ElsaClient _elsa = new(shared.It.Admin);

    [Fact]
    public async Task Lists_are_filtered_by_what_Studio_offers()
    {
        await _elsa.PublishAsync("listed", ElsaClient.Waits("wait", "Never"));
        await _elsa.PublishAsync("listed-fault", """{"id":"boom","type":"Elsa.Fault","version":1}""");
        var first = await _elsa.ExecuteAsync("listed", """{"correlationId":"c1","name":"Zebra"}""");
        var second = await _elsa.ExecuteAsync("listed", """{"correlationId":"c2","name":"Ape"}""");
        var faulted = await _elsa.ExecuteAsync("listed-fault");
        await _elsa.PostAsync($"/cancel/workflow-instances/{second}");
        var created = (await _elsa.GetAsync($"/workflow-instances/{second}"))["createdAt"]!.GetValue<string>();

        Assert.Equal([second, first], await ListAsync(""" "orderBy":"Created","orderDirection":"Descending" """));
        Assert.Equal([second, first], await ListAsync(""" "orderBy":"Name","orderDirection":"Ascending" """));
        Assert.Equal([first], await ListAsync(""" "statuses":["Running"],"isSystem":false,"subStatuses":[] """));
        Assert.Equal([second], await ListAsync(""" "subStatus":"Cancelled" """));
        Assert.Equal([first], await ListAsync(""" "correlationId":"c1" """));
        Assert.Equal([second], await ListAsync($$""" "timestampFilters":[{"column":"CreatedAt","operator":"GreaterThanOrEqual","timestamp":"{{created}}"}] """));
        Assert.Equal([first], await ListAsync(""" "page":1,"pageSize":1 """));
        Assert.Equal([faulted], Ids(await _elsa.PostAsync("/workflow-instances", """{"definitionIds":["listed","listed-fault"],"hasIncidents":true}""")));
        Assert.Contains("Size", await _elsa.RefusalAsync("/workflow-instances", """{"orderBy":"Size","pageSize":0}"""), StringComparison.Ordinal);

        async Task<string[]> ListAsync(string more) => Ids(await _elsa.PostAsync("/workflow-instances", $$"""{"definitionId":"listed",{{more}}}"""));
    }

    [Fact]
    public async Task What_a_cancelled_instance_has_started_is_cancelled_too()
    {
        await _elsa.PublishAsync("cancelled-child", ElsaClient.Waits("wait", "Never"));
        await _elsa.PublishAsync("cancelled-parent", """
            {"id":"run","type":"Elsa.ExecuteWorkflow","version":1,"workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"cancelled-child"}},
             "waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":"true"}}}
            """);
        var parent = await _elsa.ExecuteAsync("cancelled-parent");

        var answer = await _elsa.PostAsync($"/cancel/workflow-instances/{parent}");

        Assert.Equal(2, answer["cancelled"]!.GetValue<int>());
        var children = await _elsa.PostAsync("/workflow-instances", """{"definitionId":"cancelled-child"}""");
        Assert.Equal("Cancelled", Assert.Single(children["items"]!.AsArray())!["subStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_viewer_finds_journal_badges_executions_and_the_way_to_them()
    {
        await _elsa.PublishAsync("viewed", $$$"""{"id":"if","type":"Elsa.If","version":1,"condition":{"expression":{"type":"Literal","value":"True"}},"then":{{{ElsaClient.WriteLine("yes", "x")}}}},{{{ElsaClient.Waits("wait", "Never")}}}""");
        var id = await _elsa.ExecuteAsync("viewed");

        var state = await _elsa.GetAsync($"/workflow-instances/{id}/execution-state");
        var journal = await _elsa.PostAsync($"/workflow-instances/{id}/journal?skip=0&take=2", """{"filter":{"activityNodeIds":["Workflow1:seq:if:yes"],"excludedActivityTypes":["Elsa.Workflow"],"eventNames":["Started","Completed"]}}""");
        var report = await _elsa.PostAsync("/activity-executions/report", $$"""{"workflowInstanceId":"{{id}}","activityNodeIds":["Workflow1:seq:if:yes","Workflow1:seq:wait"]}""");
        var summaries = await _elsa.GetAsync($"/activity-execution-summaries/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:seq:if:yes");
        var execution = await _elsa.GetAsync($"/activity-executions/by-id?id={summaries["items"]![0]!["id"]}");
        var stack = await _elsa.GetAsync($"/activity-executions/{execution["id"]}/call-stack");
        var waiting = (await _elsa.GetAsync($"/activity-executions/list?workflowInstanceId={id}&activityNodeId=Workflow1:seq:wait"))["items"]![0]!;

        Assert.Equal(("Suspended", "Suspended"), (state["subStatus"]!.GetValue<string>(), state["workflowSubStatus"]!.GetValue<string>()));
        Assert.Equal(["Started", "Completed"], journal["items"]!.AsArray().Select(entry => entry!["eventName"]!.GetValue<string>()));
        var stats = report["stats"]!.AsArray().ToDictionary(place => place!["activityId"]!.GetValue<string>(), place => place!);
        Assert.Equal((1, false), (stats["yes"]["completedCount"]!.GetValue<int>(), stats["yes"]["isBlocked"]!.GetValue<bool>()));
        Assert.Equal((0, 1, true), (stats["wait"]["completedCount"]!.GetValue<int>(), stats["wait"]["uncompletedCount"]!.GetValue<int>(), stats["wait"]["isBlocked"]!.GetValue<bool>()));
        Assert.Null(summaries["items"]![0]!["activityState"]);
        Assert.Equal("x", execution["activityState"]!["Text"]!.GetValue<string>());
        Assert.Equal(["yes", "if", "seq", "Workflow1"], stack["items"]!.AsArray().Select(item => item!["activityId"]!.GetValue<string>()));
        Assert.Equal(("Running", true), (waiting["status"]!.GetValue<string>(), waiting["hasBookmarks"]!.GetValue<bool>()));
        await _elsa.GetAsync("/activity-executions/by-id?id=nonsense", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Instances_are_exported_cancelled_and_deleted_at_once()
    {
        await _elsa.PublishAsync("bulk-instances", ElsaClient.Waits("wait", "Never"));
        var one = await _elsa.ExecuteAsync("bulk-instances");
        var two = await _elsa.ExecuteAsync("bulk-instances");
        var ids = $$"""{"ids":["{{one}}","{{two}}","none"]}""";

        var file = JsonNode.Parse(await (await _elsa.SendAsync(HttpMethod.Get, $"/workflow-instances/{one}/export")).Content.ReadAsStringAsync())!;
        var zip = await (await _elsa.SendAsync(HttpMethod.Post, "/bulk-actions/export/workflow-instances", ids)).Content.ReadAsByteArrayAsync();
        var cancelled = await _elsa.PostAsync("/bulk-actions/cancel/workflow-instances", ids);
        var deleted = await _elsa.PostAsync("/bulk-actions/delete/workflow-instances/by-id", ids);

        Assert.Equal(one, file["workflowState"]!["id"]!.GetValue<string>());
        Assert.NotEmpty(file["workflowExecutionLogRecords"]!.AsArray());
        using var archive = new ZipArchive(new MemoryStream(zip));
        Assert.Equal(2, archive.Entries.Count);
        Assert.Equal((2, 2), (cancelled["cancelled"]!.GetValue<int>(), deleted["deleted"]!.GetValue<int>()));
        await _elsa.GetAsync($"/workflow-instances/{one}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_exported_instance_is_brought_back_and_goes_on()
    {
        await _elsa.PublishAsync("travels", ElsaClient.Waits("wait", "Arrived"));
        var id = await _elsa.ExecuteAsync("travels");
        var file = await shared.It.Admin.GetByteArrayAsync($"/elsa/api/workflow-instances/{id}/export");
        var before = await _elsa.PostAsync($"/workflow-instances/{id}/journal");

        var twice = await ImportAsync(file);
        await _elsa.PostAsync($"/cancel/workflow-instances/{id}");
        await shared.It.Admin.DeleteAsync($"/elsa/api/workflow-instances/{id}");
        var imported = await ImportAsync(file);
        var strange = await ImportAsync("{}"u8.ToArray());

        Assert.Contains("already", twice, StringComparison.Ordinal);
        Assert.Equal(1, JsonNode.Parse(imported)!["imported"]!.GetValue<int>());
        Assert.Contains("lacks its complete state", strange, StringComparison.Ordinal);
        Assert.Equal("Suspended", (await _elsa.GetAsync($"/workflow-instances/{id}"))["subStatus"]!.GetValue<string>());
        Assert.Equal(before["totalCount"]!.GetValue<int>(), (await _elsa.PostAsync($"/workflow-instances/{id}/journal"))["totalCount"]!.GetValue<int>());
        var published = await (await shared.It.Admin.PostAsync("/api/v1/events/Arrived", TestServer.Json($$"""{"instanceId":"{{id}}"}"""))).JsonAsync();
        Assert.Equal(id, published["resumed"]!.AsArray().Single()!.GetValue<string>());
    }

    private async Task<string> ImportAsync(byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "files", "instance.json" } };
        return await (await shared.It.Admin.PostAsync("/elsa/api/bulk-actions/import/workflow-instances", form)).Content.ReadAsStringAsync();
    }

    [Fact]
    public async Task A_tenant_sees_no_instance_of_another_by_any_route()
    {
        await _elsa.PublishAsync("private", ElsaClient.Waits("wait", "Never"));
        var id = await _elsa.ExecuteAsync("private");
        var execution = (await _elsa.GetAsync($"/activity-executions/list?workflowInstanceId={id}"))["items"]![0]!["id"]!.GetValue<string>();
        using var client = await shared.It.TenantClientAsync("acme");
        var tenant = new ElsaClient(client);

        foreach (var path in (string[])[$"/workflow-instances/{id}", $"/workflow-instances/{id}/variables", $"/workflow-instances/{id}/journal", $"/workflow-instances/{id}/execution-state",
            $"/workflow-instances/{id}/export", $"/activity-executions/list?workflowInstanceId={id}", $"/activity-executions/by-id?id={execution}", $"/activity-executions/{execution}/call-stack"])
            await tenant.GetAsync(path, HttpStatusCode.NotFound);
        await tenant.RefusalAsync($"/cancel/workflow-instances/{id}", "{}", HttpStatusCode.NotFound);
        await tenant.RefusalAsync("/activity-executions/report", $$"""{"workflowInstanceId":"{{id}}"}""", HttpStatusCode.NotFound);
        Assert.Equal(0, (await tenant.PostAsync("/workflow-instances", """{"definitionId":"private"}"""))["totalCount"]!.GetValue<int>());
        Assert.Equal(0, (await tenant.PostAsync("/bulk-actions/delete/workflow-instances/by-id", $$"""{"ids":["{{id}}"]}"""))["deleted"]!.GetValue<int>());
        Assert.Equal("Suspended", (await _elsa.GetAsync($"/workflow-instances/{id}"))["subStatus"]!.GetValue<string>());
    }

    private static string[] Ids(JsonNode list) => [.. list["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
}
