using System.Text.Json.Nodes;

namespace Orchestrator.Tests.E2E;

public sealed class FunctionTests
{
    private const string Hello = "module.exports = async (request) => ({ greeting: 'Hello ' + request.body.name });";

    public static TheoryData<string> Executors => ["embedded", "docker"];

    [Theory]
    [MemberData(nameof(Executors))]
    public async Task A_function_is_made_called_kept_over_a_restart_and_removed(string executor)
    {
        await using var server = await StartAsync(executor);

        var created = await CreateAsync(server, "hello", Hello);
        Assert.Equal((202, "/api/org/pscoe/hello"), (created.Status, (string)created.Json["url"]!));
        var function = await WaitForAsync(server, "hello", "ready");
        Assert.Equal(executor, (string)function.Json["executor"]!);
        Assert.Equal("Hello Ada", await CallHelloAsync(server, "Ada"));

        await server.KillAsync();
        await server.StartAsync();
        Assert.Equal("Hello Bob", await CallHelloAsync(server, "Bob"));

        Assert.InRange((await server.Api.DeleteAsync("/api/org/pscoe/functions/hello")).Status, 200, 204);
        await WaitFor.AsyncOf("the function to be gone", () => server.Api.GetAsync("/api/org/pscoe/functions/hello"), a => a.Status == 404, () => server.Output);
    }

    [Theory]
    [MemberData(nameof(Executors))]
    public async Task A_server_killed_during_a_call_finishes_it_after_the_restart_and_serves_the_next(string executor)
    {
        await using var server = await StartAsync(executor);
        await CreateAsync(server, "slow", "module.exports = async (request) => { const end = Date.now() + 3000; while (Date.now() < end) {} return { greeting: 'Hello ' + request.body.name }; };");
        await WaitForAsync(server, "slow", "ready");

        var call = server.Api.PostAsync("/api/org/pscoe/slow", """{"name":"Ada"}""");
        var running = await WaitFor.AsyncOf(
            "the call to run", () => server.Api.GetAsync("/api/v1/instances?definitionId=functions-call"), a => a.Status == 200 && (int)a.Json["totalCount"]! == 1, () => server.Output);
        await server.KillAsync();
        await call;
        await server.StartAsync();

        var id = (string)running.Json["items"]![0]!["id"]!;
        var ended = await WaitFor.AsyncOf(
            "the interrupted call to end", () => server.Api.GetAsync($"/api/v1/instances/{id}"), a => a.Status == 200 && (string)a.Json["status"]! == "Finished", () => server.Output);
        Assert.Equal("Finished", (string)ended.Json["subStatus"]!);
        Assert.Equal(200, (await server.Api.PostAsync("/api/org/pscoe/slow", """{"name":"Bob"}""")).Status);
    }

    [Theory]
    [MemberData(nameof(Executors))]
    public async Task Code_that_does_not_build_loops_or_eats_memory_gets_an_error_and_leaves_the_server_well(string executor)
    {
        await using var server = await StartAsync(executor);

        await CreateAsync(server, "broken", "module.exports = async (request) => {{{");
        var failed = await WaitForAsync(server, "broken", "failed");
        await CreateAsync(server, "loop", "module.exports = async (request) => { while (true) {} };");
        await CreateAsync(server, "glutton", "module.exports = async (request) => { const all = []; while (true) all.push('x'.repeat(1000) + all.length); };");
        await CreateAsync(server, "hello", Hello);
        await WaitForAsync(server, "loop", "ready");
        await WaitForAsync(server, "glutton", "ready");
        await WaitForAsync(server, "hello", "ready");
        var loop = await server.Api.PostAsync("/api/org/pscoe/loop", "{}");
        var glutton = await server.Api.PostAsync("/api/org/pscoe/glutton", "{}");

        Assert.NotEmpty((failed.Json["error"] ?? failed.Json["statusReason"])!.ToString());
        Assert.InRange(loop.Status, 500, 599);
        Assert.InRange(glutton.Status, 500, 599);
        Assert.NotEmpty((string)loop.Json["title"]!);
        Assert.NotEmpty((string)glutton.Json["title"]!);
        Assert.Equal("Hello Ada", await CallHelloAsync(server, "Ada"));
    }

    private static Task<ServerProcess> StartAsync(string executor) => ServerProcess.StartAsync("--lab", "--docker", executor == "docker" ? TestParts.Docker : "none");

    private static async Task<Answer> CreateAsync(ServerProcess server, string name, string code)
    {
        var body = new JsonObject { ["name"] = name, ["runtime"] = "nodejs", ["route"] = name, ["code"] = code, ["limits"] = new JsonObject { ["memoryMb"] = 64, ["timeoutSeconds"] = 5 } };
        var answer = await server.Api.PostAsync("/api/org/pscoe/functions", body.ToJsonString());
        Assert.True(answer.Status is 202, $"Creating {name}: {answer}. {server.Output}");
        return answer;
    }

    private static Task<Answer> WaitForAsync(ServerProcess server, string name, string status) => WaitFor.AsyncOf(
        $"function {name} to be {status}", () => server.Api.GetAsync($"/api/org/pscoe/functions/{name}"), a => a.Status == 200 && (string)a.Json["status"]! == status, () => server.Output);

    private static async Task<string> CallHelloAsync(ServerProcess server, string name)
    {
        var answer = await server.Api.PostAsync("/api/org/pscoe/hello", new JsonObject { ["name"] = name }.ToJsonString());
        Assert.True(answer.Status == 200, $"Calling hello: {answer}. {server.Output}");
        return (string)answer.Json["greeting"]!;
    }
}
