using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Rest;

public sealed class RetentionTests : IAsyncLifetime
{
    private const string Line = """{"id":"line","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"hello"} } }""";
    private const string Fault = """{"id":"line","type":"Elsa.Fault","version":1}""";
    private const string Wait = """{"id":"wait","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"never"} } }""";

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<string> RunAsync(string definitionId) =>
        (await (await _server.Admin.PostAsJsonAsync($"/api/v1/definitions/{definitionId}/execute", new { })).JsonAsync())["instanceId"]!.GetValue<string>();

    private async Task<string[]> InstancesAsync(string definitionId) =>
        [.. (await (await _server.Admin.GetAsync($"/api/v1/instances?definitionId={definitionId}")).JsonAsync())["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];

    private async Task<(int Deleted, int Archived)> SweepAsync()
    {
        var result = await (await _server.Admin.PostAsync("/api/v1/retention/sweep", null)).JsonAsync();
        return (result["deleted"]!.GetValue<int>(), result["archived"]!.GetValue<int>());
    }

    private IEnumerable<JsonNode> Archived(string definitionId)
    {
        foreach (var path in Directory.GetFiles(Path.Combine(_server.Folder, "archive", definitionId), "*.zip"))
        {
            using var zip = ZipFile.OpenRead(path);
            foreach (var entry in zip.Entries)
            {
                using var content = entry.Open();
                yield return JsonNode.Parse(content)!;
            }
        }
    }

    [Fact]
    public async Task A_policy_goes_with_its_definition()
    {
        async Task<bool> HasOwnAsync() => (await (await _server.Admin.GetAsync("/api/v1/definitions/gone/retention")).JsonAsync())["isOwn"]!.GetValue<bool>();
        await _server.PublishAsync("gone", Line);
        await _server.Admin.PutAsJsonAsync("/api/v1/definitions/gone/retention", new { keepDays = 0 });
        await SweepAsync();
        var before = await HasOwnAsync();

        (await _server.Admin.DeleteAsync("/api/v1/definitions/gone")).EnsureSuccessStatusCode();
        await SweepAsync();
        await _server.PublishAsync("gone", Line);

        Assert.True(before);
        Assert.False(await HasOwnAsync());
    }

    [Fact]
    public async Task What_a_policy_no_longer_keeps_is_archived_with_its_history_and_deleted()
    {
        await _server.PublishAsync("kept", Line);
        await _server.PublishAsync("swept", Line);
        await _server.PublishAsync("swept-waits", Line, Wait);
        await RunAsync("kept");
        string[] runs = [await RunAsync("swept"), await RunAsync("swept"), await RunAsync("swept")];
        await RunAsync("swept-waits");

        await _server.Admin.PutAsJsonAsync("/api/v1/definitions/swept/retention", new { keepNewest = 1 });
        await _server.Admin.PutAsJsonAsync("/api/v1/definitions/swept-waits/retention", new { keepDays = 0 });
        var first = await SweepAsync();
        var second = await SweepAsync();

        Assert.Equal((2, 2), first);
        Assert.Equal((0, 0), second);
        Assert.Equal([runs[2]], await InstancesAsync("swept"));
        Assert.Single(await InstancesAsync("kept"));
        Assert.Single(await InstancesAsync("swept-waits"));
        var archived = Archived("swept").ToList();
        Assert.Equal(runs[..2].Order(), archived.Select(file => file["workflowState"]!["id"]!.GetValue<string>()).Order());
        Assert.All(archived, file => Assert.Contains(file["workflowExecutionLogRecords"]!.AsArray(), line => line!["activityId"]?.GetValue<string>() == "line"));
    }

    [Fact]
    public async Task The_default_holds_for_definitions_without_a_policy_and_incidents_stay_until_they_are_settled()
    {
        await _server.PublishAsync("own", Line);
        await _server.PublishAsync("plain", Line);
        await _server.PublishAsync("faulty", Fault);
        foreach (var id in new[] { "own", "plain", "faulty" })
            await RunAsync(id);

        await _server.Admin.PutAsJsonAsync("/api/v1/retention", new { keepDays = 0, archive = false });
        await _server.Admin.PutAsJsonAsync("/api/v1/definitions/own/retention", new { keepDays = 30 });
        await SweepAsync();

        Assert.Single(await InstancesAsync("own"));
        Assert.Empty(await InstancesAsync("plain"));
        Assert.Single(await InstancesAsync("faulty"));
        Assert.False(Directory.Exists(Path.Combine(_server.Folder, "archive")));
        var inherited = await (await _server.Admin.GetAsync("/api/v1/definitions/plain/retention")).JsonAsync();
        Assert.Equal((0, false), (inherited["keepDays"]!.GetValue<int>(), inherited["isOwn"]!.GetValue<bool>()));
        await _server.Admin.DeleteAsync("/api/v1/definitions/own/retention");
        await SweepAsync();
        Assert.Empty(await InstancesAsync("own"));
    }

    [Fact]
    public async Task Faults_are_told_at_once_and_tenants_may_not_look()
    {
        await _server.PublishAsync("mine", Line);
        using var tenant = await _server.TenantClientAsync("pscoe");

        var wrong = await (await _server.Admin.PutAsJsonAsync("/api/v1/definitions/mine/retention", new { keepDays = -1, keepNewest = -1 })).ProblemAsync(HttpStatusCode.BadRequest);
        await (await _server.Admin.PutAsJsonAsync("/api/v1/definitions/nobody/retention", new { keepDays = 1 })).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Equal(["keepDays", "keepNewest"], wrong["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.GetAsync("/api/v1/definitions/mine/retention")).StatusCode);
    }
}
