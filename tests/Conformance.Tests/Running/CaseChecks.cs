using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orchestrator.Tests.Conformance.Running;

/// <summary>Compares an instance with what a case expects of it.</summary>
internal static class CaseChecks
{
    /// <summary>The last difference of an instance that does not change any more.</summary>
    public const string IsOver = "it has finished";

    public static async Task<IReadOnlyList<string>> DifferencesAsync(ElsaApi api, string id, string? main, JsonObject expect)
    {
        var found = new List<string>();
        void Equal(string what, JsonNode? expected, JsonNode? actual)
        {
            if (!JsonNode.DeepEquals(Normal(expected), Normal(actual)))
                found.Add($"{what} is {actual?.ToJsonString() ?? "null"} instead of {expected?.ToJsonString() ?? "null"}");
        }

        var instance = await api.InstanceAsync(id);
        var state = instance["workflowState"]!;
        var incidents = state["incidents"]!.AsArray();
        var executions = await api.ExecutionsAsync(id);
        foreach (var (name, value) in expect)
        {
            switch (name)
            {
                case "status" or "subStatus" or "correlationId" or "name":
                    Equal(name, value, instance[name]);
                    break;
                case "lines" or "linesInAnyOrder":
                    var lines = (await api.LinesAsync(id)).ToList();
                    Equal("lines", Texts(name == "lines" ? value!.AsArray().Select(Text) : value!.AsArray().Select(Text).Order(StringComparer.Ordinal)), Texts(name == "lines" ? lines : lines.Order(StringComparer.Ordinal)));
                    break;
                case "bookmarks":
                    Equal(name, value, state["bookmarks"]!.AsArray().Count);
                    break;
                case "incidents":
                    Equal(name, value, new JsonArray([.. incidents.Select(incident => (JsonNode?)incident!["message"]!.GetValue<string>())]));
                    break;
                case "incident":
                    foreach (var difference in IncidentDifferences(value!.AsObject(), incidents))
                        found.Add(difference);
                    break;
                case "output":
                    foreach (var (key, output) in value!.AsObject())
                        Equal($"output {key}", output, state["output"]![key]);
                    break;
                case "variables":
                    var variables = (await api.GetAsync($"/workflow-instances/{id}/variables"))["items"]!.AsArray();
                    foreach (var (key, variable) in value!.AsObject())
                        Equal($"variable {key}", variable, variables.FirstOrDefault(v => v!["name"]!.GetValue<string>() == key)?["value"]);
                    break;
                case "completed":
                    foreach (var (key, count) in value!.AsObject())
                        Equal($"completed executions of {key}", count, Of(executions, key).Count(record => record["status"]!.GetValue<string>() == "Completed"));
                    break;
                case "statuses":
                    foreach (var (key, statuses) in value!.AsObject())
                        Equal($"statuses of {key}", statuses, Texts(Of(executions, key).Select(record => record["status"]!.GetValue<string>())));
                    break;
                case "outcomes":
                    foreach (var (key, outcomes) in value!.AsObject())
                        Equal($"outcomes of {key}", outcomes, Of(executions, key).LastOrDefault()?["payload"]?["Outcomes"]);
                    break;
                case "inputs":
                    foreach (var (key, inputs) in value!.AsObject())
                        Equal($"inputs of {key}", inputs, Of(executions, key).LastOrDefault()?["activityState"]);
                    break;
                case "outputs":
                    foreach (var (key, outputs) in value!.AsObject())
                    {
                        foreach (var (output, expected) in outputs!.AsObject())
                        {
                            var actual = Of(executions, key).LastOrDefault()?["outputs"]?[output];
                            if (expected is not JsonValue text || text.GetValueKind() != JsonValueKind.String || !Fits(actual?.ToString(), text.GetValue<string>()))
                                Equal($"output {output} of {key}", expected, actual);
                        }
                    }

                    break;
                case "children":
                    foreach (var child in value!.AsArray())
                        found.AddRange(await ChildDifferencesAsync(api, main, child!.AsObject()));
                    break;
                default:
                    throw new InvalidDataException($"There is no expectation '{name}'.");
            }
        }

        if (found.Count > 0 && instance["status"]!.GetValue<string>() == "Finished" && !expect.ContainsKey("children"))
            found.Add(IsOver);
        return found;
    }

    private static async Task<IReadOnlyList<string>> ChildDifferencesAsync(ElsaApi api, string? main, JsonObject expect)
    {
        var definition = expect["definition"]!.GetValue<string>();
        var children = await api.InstancesAsync(definition);
        if (children.Count != expect["count"]!.GetValue<int>())
            return [$"there are {children.Count} instances of {definition} instead of {expect["count"]}"];
        var found = new List<string>();
        var correlationIds = new List<string?>();
        foreach (var child in children)
        {
            var id = child["id"]!.GetValue<string>();
            var instance = await api.InstanceAsync(id);
            correlationIds.Add(instance["correlationId"]?.GetValue<string>());
            if (expect["isChild"] is not null && (instance["parentWorkflowInstanceId"]?.GetValue<string>() != main || instance["workflowState"]!["properties"]!["ParentInstanceId"]?.GetValue<string>() != main))
                found.Add($"{id} is no child of {main}");
            if (expect["each"] is JsonObject each)
                found.AddRange((await DifferencesAsync(api, id, main, each)).Select(difference => $"child {definition}: {difference}"));
        }

        if (expect["correlationIds"] is JsonArray expected && !expected.Select(Text).Order(StringComparer.Ordinal).SequenceEqual(correlationIds.Order(StringComparer.Ordinal)))
            found.Add($"correlation ids of {definition} are {string.Join(", ", correlationIds)}");
        return found;
    }

    private static IEnumerable<string> IncidentDifferences(JsonObject expect, JsonArray incidents)
    {
        if (incidents.Count != 1)
        {
            yield return $"there are {incidents.Count} incidents: {string.Join(" / ", incidents.Select(incident => incident!["message"]))}";
            yield break;
        }

        var incident = incidents[0]!;
        foreach (var (name, actual) in new[] { ("activity", incident["activityId"]), ("message", incident["message"]), ("code", incident["exception"]!["type"]) })
        {
            if (expect[name] is { } expected && !Fits(actual?.GetValue<string>(), expected.GetValue<string>()))
                yield return $"the incident's {name} is '{actual}' instead of '{expected}'";
        }

        if (expect["detail"] is { } detail && incident["exception"]!["stackTrace"]?.GetValue<string>().Contains(detail.GetValue<string>(), StringComparison.Ordinal) != true)
            yield return $"the incident's detail is '{incident["exception"]!["stackTrace"]}', which does not contain '{detail}'";
    }

    /// <summary>Whether a text is the expected one; a star there stands for anything.</summary>
    public static bool Fits(string? actual, string expected) =>
        actual is not null && Regex.IsMatch(actual, $"^{string.Join(".*", expected.Split('*').Select(Regex.Escape))}$", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private static IEnumerable<JsonNode> Of(IReadOnlyList<JsonNode> executions, string activityId) => executions.Where(record => record["activityId"]!.GetValue<string>() == activityId);

    private static string? Text(JsonNode? node) => node?.ToString();

    private static JsonArray Texts(IEnumerable<string?> texts) => new([.. texts.Select(text => (JsonNode?)text)]);

    /// <summary>Numbers by value: <c>2</c> and <c>2.0</c> are the same.</summary>
    private static JsonNode? Normal(JsonNode? node) => node switch
    {
        JsonArray array => new JsonArray([.. array.Select(Normal)]),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Normal(pair.Value)))),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)),
        _ => node?.DeepClone(),
    };
}
