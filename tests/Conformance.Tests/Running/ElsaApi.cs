using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Orchestrator.Tests.Conformance.Running;

/// <summary>Elsa's REST API as a case uses it.</summary>
internal sealed class ElsaApi(HttpClient http)
{
    public async Task<JsonNode> GetAsync(string path) => await ReadAsync(await http.GetAsync($"/elsa/api{path}"));

    public async Task<JsonNode> PostAsync(string path, JsonNode body) => await ReadAsync(await SendAsync(path, body));

    public Task<HttpResponseMessage> SendAsync(string path, JsonNode body) =>
        http.PostAsync($"/elsa/api{path}", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    /// <summary>Imports and publishes a definition; gives the reasons when that is refused.</summary>
    public async Task<IReadOnlyList<string>> PublishAsync(JsonObject definition)
    {
        var imported = await SendAsync("/workflow-definitions/import", definition);
        var answer = imported.IsSuccessStatusCode ? await SendAsync($"/workflow-definitions/{definition["definitionId"]}/publish", new JsonObject()) : imported;
        if (answer.IsSuccessStatusCode)
            return [];
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return [.. JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!["generalErrors"]!.AsArray().Select(reason => reason!.GetValue<string>())];
    }

    /// <summary>Deletes a definition with its instances.</summary>
    public async Task DeleteAsync(string definitionId)
    {
        using var answer = await http.DeleteAsync($"/elsa/api/workflow-definitions/{definitionId}");
        Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotFound, $"Definition {definitionId} cannot be deleted: {answer.StatusCode}");
    }

    public Task<JsonNode> InstanceAsync(string id) => GetAsync($"/workflow-instances/{id}");

    public async Task<IReadOnlyList<JsonNode>> InstancesAsync(string definitionId) =>
        [.. (await PostAsync("/workflow-instances", new JsonObject { ["definitionId"] = definitionId, ["page"] = 0, ["pageSize"] = 100, ["orderBy"] = "Created", ["orderDirection"] = "Ascending" }))["items"]!.AsArray()!];

    /// <summary>Executions of activities in the order in which they began.</summary>
    public async Task<IReadOnlyList<JsonNode>> ExecutionsAsync(string instanceId)
    {
        var records = (await GetAsync($"/activity-executions/list?workflowInstanceId={instanceId}"))["items"]!.AsArray();
        var journal = (await GetAsync($"/workflow-instances/{instanceId}/journal?take=5000"))["items"]!.AsArray();
        var order = journal.Where(entry => entry!["eventName"]!.GetValue<string>() == "Started").OrderBy(entry => entry!["sequence"]!.GetValue<long>())
            .Select((entry, i) => (Id: entry!["activityInstanceId"]!.GetValue<string>(), Place: i)).DistinctBy(entry => entry.Id).ToDictionary(entry => entry.Id, entry => entry.Place);
        return [.. records.OrderBy(record => order.GetValueOrDefault(record!["id"]!.GetValue<string>(), int.MaxValue))!];
    }

    /// <summary>Texts of the WriteLine activities that have completed.</summary>
    public async Task<IReadOnlyList<string?>> LinesAsync(string instanceId) =>
        [.. (await ExecutionsAsync(instanceId))
            .Where(record => record["activityType"]!.GetValue<string>() == "Elsa.WriteLine" && record["status"]!.GetValue<string>() == "Completed")
            .Select(record => record["activityState"]?["Text"]?.ToString())];

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.PathAndQuery} was answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
