using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Cli;

/// <summary>The real command against a real server.</summary>
public sealed class InstanceCommandTests(SharedServer shared)
{
    private readonly TestServer _server = shared.It;

    [Fact]
    public async Task A_waiting_instance_is_explained_resumed_by_the_command_that_it_names_and_followed_to_its_end()
    {
        await _server.PublishAsync(
            "cli-wait",
            """{"id":"wait","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"cli-go"}}}""",
            """{"id":"line","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"went on"}}}""");
        var id = (await RunAsync("workflow", "run", "cli-wait", "--json")).Expect(0).Json["instanceId"]!.GetValue<string>();

        var why = (await RunAsync("instance", "why", id)).Expect(0);
        var waits = (await RunAsync("instance", "why", id, "--json")).Expect(0).Json["waits"]!.AsArray();
        var shown = (await RunAsync("instance", "show", id)).Expect(0);
        var listed = (await RunAsync("instance", "list", "--definition", "cli-wait", "--status", "Suspended")).Expect(0);
        var journal = RunAsync("instance", "journal", id, "--follow", "--json");
        (await RunAsync("instance", "resume", id, waits[0]!["bookmarkId"]!.GetValue<string>(), "--input", "{\"payload\": 1}")).Expect(0);
        var lines = (await journal).Expect(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();

        Assert.Contains("The event 'cli-go' is published", why.Output, StringComparison.Ordinal);
        Assert.Contains("$ curl -X POST", why.Output, StringComparison.Ordinal);
        Assert.Contains("Event 'cli-go'", shown.Output, StringComparison.Ordinal);
        Assert.Contains(id, listed.Output, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => line["sequence"]!.GetValue<int>()));
        Assert.Contains(lines, line => line["message"]?.GetValue<string>() == "went on");
        Assert.Contains("went on", (await RunAsync("instance", "journal", id)).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_instance_is_exit_code_6_and_is_retried_run_again_and_cancelled()
    {
        var answer = await _server.Admin.PostAsync("/api/v1/definitions?publish=true", TestServer.Json("""
            {"definitionId":"cli-fragile","name":"Fragile","variables":[{"id":"r","name":"Ready","typeName":"Boolean","value":"false"}],
             "root":{"id":"flow","type":"Elsa.Flowchart","version":1,"activities":[
               {"id":"check","type":"Elsa.RunJavaScript","version":1,"script":{"typeName":"String","expression":{"type":"Literal","value":"if (!variables.Ready) throw new Error('not ready')"}}}],"connections":[]}}
            """));
        Assert.True(answer.IsSuccessStatusCode);

        var first = (await RunAsync("workflow", "run", "cli-fragile")).Expect(6);
        var id = (await RunAsync("workflow", "run", "cli-fragile", "--json")).Expect(6).Json["instanceId"]!.GetValue<string>();
        var wrong = (await RunAsync("instance", "retry", id, "--set", "Nobody=1")).Expect(5);
        (await RunAsync("instance", "retry", id, "--set", "Ready=true")).Expect(0);
        var other = (await RunAsync("workflow", "run", "cli-fragile", "--json")).Json["instanceId"]!.GetValue<string>();
        var rerun = (await RunAsync("instance", "rerun", other, "--from", "check", "--set", "Ready=true")).Expect(0);
        var third = (await RunAsync("workflow", "run", "cli-fragile", "--json")).Json["instanceId"]!.GetValue<string>();
        var cancelled = (await RunAsync("instance", "cancel", third, "nobody", "--json")).Expect(5);

        Assert.Contains("Incident at check:", first.Output, StringComparison.Ordinal);
        Assert.Contains("variables.Nobody: There is no variable 'Nobody'", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("runs again as", rerun.Output, StringComparison.Ordinal);
        Assert.Equal([true, false], cancelled.Json.AsArray().Select(item => item!["done"]!.GetValue<bool>()));
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OnAsync(_server, arguments);
}
