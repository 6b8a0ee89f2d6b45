using System.Text.Json.Nodes;
using Orchestrator.Tests.Conformance.Running;

namespace Orchestrator.Tests.Conformance;

/// <summary>
/// How activities fail, in the files of <c>Failures</c>: bad, missing and mistyped input, systems that are not there or refuse. Each case runs beside another branch, which must
/// not notice.
/// </summary>
public sealed class FailureTests(TokenServer server) : IClassFixture<TokenServer>
{
    private static readonly IReadOnlyDictionary<string, JsonObject> s_cases = DataFiles.Read("Failures");

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    /// <summary>Types of activities whose failure a case shows.</summary>
    internal static IEnumerable<string> Shown =>
        s_cases.Values.SelectMany(item => item["fails"] is null ? [item["activity"]!["type"]!.GetValue<string>()] : DataFiles.Fails(item));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_activity_fails_with_its_reason_and_nothing_else_suffers(string id)
    {
        var item = s_cases[id].DeepClone().AsObject();
        var failing = item["activity"]!.AsObject();
        failing["id"] = "failing";
        var definition = new JsonObject
        {
            ["definitionId"] = "failure",
            ["variables"] = item["variables"]?.DeepClone() ?? new JsonArray(),
            ["root"] = Container("Elsa.Parallel", "both", Container("Elsa.Sequence", "one", failing.DeepClone(), Line("after")), Container("Elsa.Sequence", "other", Line("first"), Line("second"))),
        };
        var steps = new JsonArray();
        if (item["fault"] is { } fault)
            steps.Add(new JsonObject { ["do"] = "lab", ["fault"] = fault.DeepClone() });
        steps.Add(new JsonObject { ["do"] = "execute", ["definition"] = "failure", ["as"] = "main", ["input"] = item["input"]?.DeepClone() });
        var isOutcome = item["outcomes"] is not null;
        var expect = isOutcome
            ? new JsonObject { ["status"] = "Finished", ["linesInAnyOrder"] = new JsonArray("first", "second", "after"), ["incidents"] = new JsonArray(), ["outcomes"] = new JsonObject { ["failing"] = item["outcomes"]!.DeepClone() } }
            : new JsonObject { ["status"] = "Running", ["subStatus"] = "Suspended", ["lines"] = new JsonArray("first", "second"), ["bookmarks"] = 0 };
        if (!isOutcome)
            expect["incident"] = new JsonObject { ["activity"] = item["at"]?.DeepClone() ?? "failing", ["code"] = item["code"]?.DeepClone(), ["message"] = item["message"]!.DeepClone(), ["detail"] = item["detail"]?.DeepClone() };
        if (item["error"] is { } error)
            expect["outputs"] = new JsonObject { ["failing"] = new JsonObject { [failing["type"]!.GetValue<string>().StartsWith("Functions.", StringComparison.Ordinal) ? "Failure" : "Error"] = error.DeepClone() } };

        await using var run = new CaseRun(server, new JsonObject { ["definitions"] = new JsonArray(definition), ["steps"] = steps, ["expect"] = expect });
        await run.RunAsync();
    }

    private static JsonObject Container(string type, string id, params JsonNode[] activities) => new() { ["id"] = id, ["type"] = type, ["version"] = 1, ["activities"] = new JsonArray(activities) };

    private static JsonObject Line(string id) => new()
    {
        ["id"] = id,
        ["type"] = "Elsa.WriteLine",
        ["version"] = 1,
        ["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = id } },
    };
}
