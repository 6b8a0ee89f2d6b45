using System.Text.Json.Nodes;

namespace Orchestrator.Tests.E2E;

/// <summary>The lab in a process of its own, so that it outlives a killed server.</summary>
internal sealed class LabProcess : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("orchestrator-e2e-lab-").FullName;
    private readonly ChildProcess _process;

    private LabProcess()
    {
        Url = new Uri($"http://127.0.0.1:{TestParts.FreeTcpPort()}");
        _process = new ChildProcess(TestParts.Server, "lab", "--urls", Url.GetLeftPart(UriPartial.Authority), "--data", _data);
        Api = new Api(Url);
    }

    public Uri Url { get; }

    public Api Api { get; }

    /// <summary>Arguments of a server that uses this lab.</summary>
    public string[] Arguments =>
    [
        "--vcd-url", Url.ToString(), "--vcd-user", "administrator@System", "--vcd-password", "lab",
        "--vrops-url", Url.ToString(), "--vrops-user", "admin", "--vrops-password", "lab",
    ];

    public static async Task<LabProcess> StartAsync()
    {
        var lab = new LabProcess();
        await WaitFor.AsyncOf("the lab to answer", () => lab.Api.GetAsync("/lab"), a => a.Status == 200, () => lab._process.Output);
        return lab;
    }

    public async Task<JsonNode> WorldAsync() => (await Api.GetAsync("/lab/world")).Json;

    /// <summary>Holds the next matching request, before or after it is applied; gives the fault's number.</summary>
    public async Task<int> HoldAsync(string match, bool afterApplying)
    {
        var answer = await Api.PostAsync("/lab/faults", new JsonObject { ["match"] = match, ["kind"] = "Hold", ["afterApplying"] = afterApplying, ["times"] = 1 }.ToJsonString());
        Assert.Equal(201, answer.Status);
        return (int)answer.Json["id"]!;
    }

    /// <summary>Waits until a request is held.</summary>
    public Task HeldAsync(int fault, Func<string> more) => WaitFor.AsyncOf(
        $"a request to meet fault {fault}", () => Api.GetAsync("/lab/faults"), a => a.Json.AsArray().Any(f => (int)f!["id"]! == fault && (int)f["left"]! == 0), more);

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _process.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
