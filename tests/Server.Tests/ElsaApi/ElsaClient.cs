using System.Net;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Server.ElsaApi;

/// <summary>Speaks Elsa's API as the administrator, or as whom the client is signed in.</summary>
internal sealed class ElsaClient(HttpClient http)
{
    public async Task<JsonNode> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) => await ReadAsync(await http.GetAsync("/elsa/api" + path), expected);

    public async Task<JsonNode> PostAsync(string path, string json = "{}", HttpStatusCode expected = HttpStatusCode.OK) =>
        await ReadAsync(await http.PostAsync("/elsa/api" + path, TestServer.Json(json)), expected);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null) =>
        http.SendAsync(new HttpRequestMessage(method, "/elsa/api" + path) { Content = json is null ? null : TestServer.Json(json) });

    /// <summary>Reasons of a refusal in Elsa's form.</summary>
    public async Task<string> RefusalAsync(string path, string json, HttpStatusCode expected = HttpStatusCode.BadRequest)
    {
        var answer = await PostAsync(path, json, expected);
        Assert.Equal((int)expected, answer["statusCode"]!.GetValue<int>());
        return string.Join('\n', answer["errors"]!["generalErrors"]!.AsArray().Select(reason => reason!.GetValue<string>()));
    }

    /// <summary>Imports and publishes a definition whose root is a sequence of these activities.</summary>
    public async Task<string> PublishAsync(string definitionId, string activities, string more = "")
    {
        await PostAsync("/workflow-definitions/import", Sequence(definitionId, activities, more));
        var published = await PostAsync($"/workflow-definitions/{Uri.EscapeDataString(definitionId)}/publish");
        return published["workflowDefinition"]!["id"]!.GetValue<string>();
    }

    public static string Sequence(string definitionId, string activities, string more = "") =>
        $$$"""{"definitionId":"{{{definitionId}}}","name":"{{{definitionId}}}",{{{more}}}"root":{"id":"seq","type":"Elsa.Sequence","version":1,"activities":[{{{activities}}}]}}""";

    public static string WriteLine(string id, string text) =>
        $$$$"""{"id":"{{{{id}}}}","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"{{{{text}}}}"}}}""";

    /// <summary>Waits for an event of this name.</summary>
    public static string Waits(string id, string eventName) =>
        $$$$"""{"id":"{{{{id}}}}","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"{{{{eventName}}}}"}},"customProperties":{"canStartWorkflow":false}}""";

    /// <summary>Executes the published version; gives the id of the instance.</summary>
    public async Task<string> ExecuteAsync(string definitionId, string body = "{}")
    {
        var answer = await SendAsync(HttpMethod.Post, $"/workflow-definitions/{definitionId}/execute", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} instead of {(int)expected}: {text}");
        return text.Length == 0 ? new JsonObject() : PlainJson.ParseNode(text)!;
    }
}
