using System.Net;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.ElsaApi;

public sealed class ExecutionTests(SharedServer shared)
{
    private readonly ElsaClient _elsa = new(shared.It.Admin);

    [Fact]
    public async Task A_workflow_is_imported_published_executed_and_looked_at()
    {
        await _elsa.PublishAsync("elsa-run", ElsaClient.WriteLine("one", "Hello"), """ "variables":[{"id":"v1","name":"Count","typeName":"Int32","value":"5"}],""");

        var answer = await _elsa.SendAsync(HttpMethod.Post, "/workflow-definitions/elsa-run/execute", """{"correlationId":"c-1","name":"First","variables":{"Count":"7"},"input":{"A":1}}""");
        var id = answer.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        var state = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["workflowState"]!;
        var instance = await _elsa.GetAsync($"/workflow-instances/{id}");
        var variables = await _elsa.GetAsync($"/workflow-instances/{id}/variables");
        var records = (await _elsa.GetAsync($"/activity-executions/list?workflowInstanceId={id}"))["items"]!.AsArray();
        var journal = await _elsa.GetAsync($"/workflow-instances/{id}/journal?take=5000");

        Assert.Equal("Finished", state["subStatus"]!.GetValue<string>());
        Assert.Equal(("c-1", "First", "Finished"), (instance["correlationId"]!.GetValue<string>(), instance["name"]!.GetValue<string>(), instance["workflowState"]!["status"]!.GetValue<string>()));
        Assert.Equal(7, variables["items"]!.AsArray().Single(variable => variable!["name"]!.GetValue<string>() == "Count")!["value"]!.GetValue<int>());
        var line = records.Single(record => record!["activityId"]!.GetValue<string>() == "one")!;
        Assert.Equal(("Completed", "Hello", "Workflow1:seq:one"), (line["status"]!.GetValue<string>(), line["activityState"]!["Text"]!.GetValue<string>(), line["activityNodeId"]!.GetValue<string>()));
        Assert.Contains(journal["items"]!.AsArray(), entry => entry!["eventName"]!.GetValue<string>() == "Started" && entry["activityInstanceId"]!.GetValue<string>() == line["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_event_resumes_only_the_instance_with_its_correlation_id()
    {
        await _elsa.PublishAsync("elsa-event", ElsaClient.Waits("wait", "Paid") + "," + ElsaClient.WriteLine("after", "Thanks"));
        var first = await _elsa.ExecuteAsync("elsa-event", """{"correlationId":"order-1"}""");
        var second = await _elsa.ExecuteAsync("elsa-event", """{"correlationId":"order-2"}""");

        var answer = await _elsa.PostAsync("/events/Paid/trigger", """{"correlationId":"order-1","workflowExecutionMode":"Synchronous"}""");

        Assert.Equal([first], answer["resumed"]!.AsArray().Select(id => id!.GetValue<string>()));
        Assert.Equal("Suspended", (await _elsa.GetAsync($"/workflow-instances/{second}"))["subStatus"]!.GetValue<string>());
        Assert.Single((await _elsa.GetAsync($"/workflow-instances/{second}"))["workflowState"]!["bookmarks"]!.AsArray());
    }

    [Fact]
    public async Task A_waiting_instance_is_cancelled_and_a_finished_one_left_alone()
    {
        await _elsa.PublishAsync("elsa-cancel", ElsaClient.Waits("wait", "Never"));
        var id = await _elsa.ExecuteAsync("elsa-cancel");

        var first = await _elsa.PostAsync($"/cancel/workflow-instances/{id}");
        var second = await _elsa.PostAsync($"/cancel/workflow-instances/{id}");

        var instance = await _elsa.GetAsync($"/workflow-instances/{id}");
        Assert.Equal((1, 0, "Cancelled"), (first["cancelled"]!.GetValue<int>(), second["cancelled"]!.GetValue<int>(), instance["subStatus"]!.GetValue<string>()));
        Assert.Equal("Canceled", (await _elsa.GetAsync($"/activity-executions/list?workflowInstanceId={id}&activityNodeId=Workflow1:seq:wait"))["items"]![0]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_workflow_that_faults_as_a_whole_answers_500_with_its_state()
    {
        await _elsa.PublishAsync("elsa-fault", """{"id":"boom","type":"Elsa.Fault","version":1,"message":{"typeName":"String","expression":{"type":"Literal","value":"Boom"}}}""", """ "options":{"incidentStrategyType":"FaultStrategy"},""");

        var answer = await _elsa.SendAsync(HttpMethod.Post, "/workflow-definitions/elsa-fault/execute", "{}");

        var state = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["workflowState"]!;
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(("Faulted", "Boom"), (state["subStatus"]!.GetValue<string>(), state["incidents"]![0]!["message"]!.GetValue<string>()));
        var id = state["id"]!.GetValue<string>();
        var records = (await _elsa.GetAsync($"/activity-executions/list?workflowInstanceId={id}"))["items"]!.AsArray();
        Assert.All(records, record => Assert.Equal("Faulted", record!["status"]!.GetValue<string>()));
        Assert.Equal("Boom", records[^1]!["exception"]!["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_unknown_is_refused_in_the_form_of_Elsa()
    {
        var missing = await _elsa.RefusalAsync("/workflow-definitions/no-such/execute", "{}", HttpStatusCode.NotFound);
        var broken = await _elsa.RefusalAsync("/workflow-definitions/import", "{");

        Assert.Contains("no-such", missing, StringComparison.Ordinal);
        Assert.Contains("Line 1", broken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_a_definition_deletes_its_instances()
    {
        await _elsa.PublishAsync("elsa-delete", ElsaClient.WriteLine("one", "x"));
        var id = await _elsa.ExecuteAsync("elsa-delete");

        var deleted = await _elsa.SendAsync(HttpMethod.Delete, "/workflow-definitions/elsa-delete");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await _elsa.GetAsync($"/workflow-instances/{id}", HttpStatusCode.NotFound);
    }
}
