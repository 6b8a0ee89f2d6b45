using System.Text.Json.Nodes;
using Orchestrator.Tests.Conformance.Running;

namespace Orchestrator.Tests.Conformance;

/// <summary>
/// What <c>docs/reference/semantics.md</c> promises, in the files of <c>Cases</c>: definitions in Elsa 3 JSON, steps over the REST API, and what comes of them. A case holds
/// for both modes of flowcharts unless its <c>modes</c> or <c>byMode</c> say otherwise.
/// </summary>
internal static class ConformanceCases
{
    public static IReadOnlyDictionary<string, JsonObject> All { get; } = DataFiles.Read("Cases");

    public static TheoryData<string> Of(string mode) =>
        [.. All.Where(item => item.Value["modes"] is not JsonArray modes || modes.Any(name => name!.GetValue<string>() == mode)).Select(item => item.Key)];

    public static async Task RunAsync(CaseServer server, string id)
    {
        await using var run = new CaseRun(server, All[id]);
        await run.RunAsync();
    }
}
