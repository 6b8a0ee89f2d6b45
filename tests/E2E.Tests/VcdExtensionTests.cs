using System.Net.Http.Headers;
using System.Text;

namespace Orchestrator.Tests.E2E;

/// <summary>A user of the simulated vCD reaches a workflow through vCD's own API, over either bus.</summary>
[Collection(Collections.VcdBus)]
public sealed class VcdExtensionTests
{
    private const string Org = "/api/org/7b832bc5-3d73-45a2-ba35-82a5acd72fe4";

    private const string Definition = """
        {"definitionId":"greets","name":"Greets","variables":[{"id":"v1","name":"Seen","typeName":"Object"}],
         "root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"t","type":"Orchestrator.VcdApiRequest","version":1,"customProperties":{"canStartWorkflow":true},
           "urlPattern":{"typeName":"String","expression":{"type":"Literal","value":"/api/org/{org}/greetings/{name}"}},"result":{"typeName":"Object","memoryReference":{"id":"v1"}}},
          {"id":"r","type":"Orchestrator.ReplyToVcdApi","version":1,
           "body":{"typeName":"Object","expression":{"type":"JavaScript","value":"({ hello: variables.Seen.route.name })"}}}],
          "connections":[{"source":{"activity":"t","port":"Done"},"target":{"activity":"r","port":"In"}}]}}
        """;

    [Theory]
    [InlineData("amqp")]
    [InlineData("mqtt")]
    public async Task A_published_workflow_answers_at_vCDs_own_address(string bus)
    {
        await using var server = await ServerProcess.StartAsync(bus == "amqp" ? ["--lab", "--amqp", TestParts.Amqp] : ["--lab"]);
        Assert.InRange((await server.Api.PostAsync("/api/v1/definitions?publish=true", Definition)).Status, 200, 201);
        using var ann = await SignInAsync(new Uri(await File.ReadAllTextAsync(Path.Combine(server.Data, "lab.url"))));

        var answer = await WaitFor.AsyncOf("the answer of the workflow", () => SendAsync(ann, $"{Org}/greetings/Eve"), a => a.Status == 200, () => server.Output);
        var extension = await server.Api.PostAsync("/api/v1/vcd-extension");
        var direct = await server.Api.PostAsync($"{Org}/greetings/Eve");

        Assert.Equal("Eve", (string)answer.Json["hello"]!);
        Assert.Equal("Eve", (string)direct.Json["hello"]!);
        Assert.Equal((200, bus), (extension.Status, (string)extension.Json["transport"]!));
        Assert.Contains("/api/org/[^/]+/greetings/[^/]+", extension.Json["patterns"]!.AsArray().Select(p => (string)p!));
    }

    private static async Task<HttpClient> SignInAsync(Uri lab)
    {
        var client = new HttpClient { BaseAddress = lab, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json;version=36.0");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/cloudapi/1.0.0/sessions");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("ann@pscoe:lab")));
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.Headers.GetValues("X-VMWARE-VCLOUD-ACCESS-TOKEN").Single());
        return client;
    }

    private static async Task<Answer> SendAsync(HttpClient client, string path)
    {
        using var response = await client.PostAsync(path, null, TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
