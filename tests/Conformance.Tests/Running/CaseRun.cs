using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Orchestrator.Tests.Conformance.Running;

/// <summary>One case on a server: publishes its definitions, does its steps, compares, and deletes what it has made.</summary>
internal sealed class CaseRun(CaseServer server, JsonObject item) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly ElsaApi _api = new(server.Admin);
    private readonly Dictionary<string, string> _instances = [];
    private readonly List<JsonObject> _definitions = [.. item["definitions"]!.AsArray().Select(definition => definition!.DeepClone().AsObject())];

    public async Task RunAsync()
    {
        var expect = Expectation();
        var refusals = new List<string>();
        foreach (var definition in _definitions)
            refusals.AddRange(await PublishAsync(definition));

        var expected = (expect["refusals"] as JsonArray ?? []).Select(reason => reason!.GetValue<string>()).ToList();
        Assert.True(
            expected.Count == refusals.Count && refusals.Zip(expected, CaseChecks.Fits).All(fits => fits), $"The definitions are refused: {string.Join(" / ", refusals)}; expected: {string.Join(" / ", expected)}");
        if (refusals.Count > 0)
            return;
        var steps = item["steps"] as JsonArray ?? [new JsonObject { ["do"] = "execute", ["definition"] = _definitions[^1]["definitionId"]!.DeepClone(), ["as"] = "main" }];
        foreach (var step in steps)
            await DoAsync(step!.AsObject());
        if (_instances.ContainsKey("main"))
            await UntilAsync("main", expect);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var definition in Enumerable.Reverse(_definitions))
            await _api.DeleteAsync(definition["definitionId"]!.GetValue<string>());
        using var cleared = await server.Lab.DeleteAsync("/lab/faults");
    }

    private JsonObject Expectation()
    {
        var expect = (item["expect"] as JsonObject ?? []).DeepClone().AsObject();
        foreach (var (name, value) in item["byMode"]?[server.Mode] as JsonObject ?? [])
            expect[name] = value?.DeepClone();
        return expect;
    }

    private Task DoAsync(JsonObject step) => step["do"]!.GetValue<string>() switch
    {
        "execute" => ExecuteAsync(step),
        "dispatch" => DispatchAsync(step),
        "event" => EventAsync(step),
        "http" => HttpAsync(step),
        "find" => FindAsync(step),
        "cancel" => _api.PostAsync($"/cancel/workflow-instances/{Named(step)}", new JsonObject()),
        "resume" => ResumeAsync(step),
        "publish" => PublishAgainAsync(step["definition"]!.AsObject()),
        "complete-task" => CompleteTaskAsync(step),
        "lab" => server.Lab.PostAsync("/lab/faults", Json(step["fault"]!)),
        "assert" => UntilAsync(step["instance"]!.GetValue<string>(), step["expect"]!.AsObject()),
        var unknown => throw new InvalidDataException($"There is no step '{unknown}'."),
    };

    private string Named(JsonObject step) => _instances[step["instance"]!.GetValue<string>()];

    private void Keep(JsonObject step, string id)
    {
        if (step["as"] is { } name)
            _instances[name.GetValue<string>()] = id;
    }

    private static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private static JsonObject Only(JsonObject step, params string[] names) =>
        new(names.Where(step.ContainsKey).Select(name => KeyValuePair.Create(name, step[name]?.DeepClone())));

    /// <summary>Publishes a definition; <c>http://server</c> in it is this server. Gives the reasons when that is refused.</summary>
    private Task<IReadOnlyList<string>> PublishAsync(JsonObject definition)
    {
        definition["name"] ??= definition["definitionId"]!.DeepClone();
        var text = definition.ToJsonString().Replace("http://server/", server.Server.Url.TrimEnd('/') + "/", StringComparison.Ordinal);
        return _api.PublishAsync(JsonNode.Parse(text)!.AsObject());
    }

    private async Task PublishAgainAsync(JsonObject definition) => Assert.Empty(await PublishAsync(definition.DeepClone().AsObject()));

    private async Task ExecuteAsync(JsonObject step)
    {
        var body = Only(step, "correlationId", "name", "variables", "input", "triggerActivityId");
        using var answer = await _api.SendAsync($"/workflow-definitions/{step["definition"]}/execute", body);
        var text = await answer.Content.ReadAsStringAsync();
        var cannotStart = answer.Headers.TryGetValues("x-elsa-workflow-cannot-start", out var values) && values.Single() == "True";
        Assert.Equal(step["cannotStart"]?.GetValue<bool>() ?? false, cannotStart);
        if (cannotStart)
            return;
        Assert.True((int)answer.StatusCode == (step["status"]?.GetValue<int>() ?? 200), $"Executing {step["definition"]} was answered {answer.StatusCode}: {text}");
        Keep(step, answer.Headers.GetValues("x-elsa-workflow-instance-id").Single());
    }

    private async Task DispatchAsync(JsonObject step) => Keep(
        step, (await _api.PostAsync($"/workflow-definitions/{step["definition"]}/dispatch", Only(step, "correlationId", "input", "triggerActivityId")))["workflowInstanceId"]!.GetValue<string>());

    private Task EventAsync(JsonObject step)
    {
        var body = Only(step, "correlationId", "input");
        body["workflowExecutionMode"] = "Synchronous";
        if (step.ContainsKey("instance"))
            body["workflowInstanceId"] = Named(step);
        return _api.PostAsync($"/events/{step["name"]}/trigger", body);
    }

    private async Task HttpAsync(JsonObject step)
    {
        using var request = new HttpRequestMessage(new HttpMethod(step["method"]?.GetValue<string>() ?? "GET"), $"/workflows/{step["path"]}");
        if (step["body"] is { } body)
            request.Content = new StringContent(body is JsonValue ? body.GetValue<string>() : body.ToJsonString(), Encoding.UTF8, step["contentType"]?.GetValue<string>() ?? "application/json");
        foreach (var (name, value) in step["headers"] as JsonObject ?? [])
            request.Headers.TryAddWithoutValidation(name, value!.GetValue<string>());
        using var answer = await server.Anonymous.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (step["status"] is { } status)
            Assert.Equal((status.GetValue<int>(), text), ((int)answer.StatusCode, text));
        if (step["answer"] is { } expected)
            Assert.Equal(expected.GetValue<string>(), text);
        if (step["detail"] is { } detail)
            Assert.Equal(detail.GetValue<string>(), JsonNode.Parse(text)!["detail"]!.GetValue<string>());
        if (step["answerType"] is { } type)
            Assert.StartsWith(type.GetValue<string>(), answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        foreach (var (name, value) in step["answerHeaders"] as JsonObject ?? [])
            Assert.Equal(value!.GetValue<string>(), string.Join(", ", answer.Headers.GetValues(name)));
    }

    private async Task FindAsync(JsonObject step)
    {
        var definition = step["definition"]!.GetValue<string>();
        var count = step["count"]?.GetValue<int>();
        var found = await PollAsync(() => _api.InstancesAsync(definition), list => count is null ? list.Count > 0 : list.Count == count);
        Assert.True(found.Count > 0 && (count ?? found.Count) == found.Count, $"There are {found.Count} instances of {definition}.");
        Keep(step, found[0]["id"]!.GetValue<string>());
    }

    private async Task ResumeAsync(JsonObject step)
    {
        var bookmark = (await _api.InstanceAsync(Named(step)))["workflowState"]!["bookmarks"]!.AsArray().Single()!;
        using var answer = await server.Admin.PostAsync($"/api/v1/instances/{Named(step)}/bookmarks/{bookmark["id"]}/resume", Json(Only(step, "input")));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task CompleteTaskAsync(JsonObject step)
    {
        var task = (await _api.ExecutionsAsync(Named(step))).Last(record => record["activityId"]!.GetValue<string>() == step["activity"]!.GetValue<string>());
        await _api.PostAsync($"/tasks/{task["outputs"]!["TaskId"]}/complete", Only(step, "result"));
    }

    private async Task UntilAsync(string name, JsonObject expect)
    {
        var differences = await PollAsync(() => CaseChecks.DifferencesAsync(_api, _instances[name], _instances.GetValueOrDefault("main"), expect), found => found.Count == 0 || found[^1] == CaseChecks.IsOver);
        Assert.True(differences.Count == 0, string.Create(CultureInfo.InvariantCulture, $"{name}: {string.Join("; ", differences)}"));
    }

    /// <summary>Reads until it is as awaited, or patience is over: what is dispatched or due comes a moment later.</summary>
    private static async Task<T> PollAsync<T>(Func<Task<T>> read, Func<T, bool> isAwaited)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var value = await read();
            if (isAwaited(value) || patience.IsCancellationRequested)
                return value;
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
