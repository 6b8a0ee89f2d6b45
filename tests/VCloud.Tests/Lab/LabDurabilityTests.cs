using Orchestrator.Lab;

namespace Orchestrator.Tests.VCloud.Lab;

public sealed class LabDurabilityTests : LabFixture
{
    [Fact]
    public async Task The_world_and_its_running_tasks_survive_a_restart()
    {
        using (var client = await LabClient.AsAsync(Server, "ann@pscoe"))
            await client.AddVmAsync("web-03");

        await RestartAsync();
        var during = Server.World.Vms.Single(v => v.Name == "web-03").Status;
        Clock.Advance(TaskDuration);

        Assert.Equal(("UNRESOLVED", "POWERED_ON"), (during, Server.World.Vms.Single(v => v.Name == "web-03").Status));
    }

    [Fact]
    public async Task What_was_answered_is_on_the_disk()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");

        await client.AddVmAsync("web-03");

        Assert.Contains("\"web-03\"", await File.ReadAllTextAsync(DataFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_injected_error_hits_once_and_applies_nothing()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");
        Server.FailNext("POST /action/recomposeVApp", 400, "BUSY_ENTITY");

        var (first, error) = await client.AddVmAsync("web-03");
        var (second, _) = await client.AddVmAsync("web-03");

        Assert.Equal((400, 202), (first, second));
        Assert.Equal("BUSY_ENTITY", error!.Attribute("minorErrorCode")!.Value);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_dropped_connection_leaves_open_whether_it_was_applied(bool afterApplying, int expected)
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");
        Server.DropNext("POST /action/recomposeVApp", afterApplying);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.AddVmAsync("web-03"));

        Assert.Equal(expected, Server.World.Vms.Count(v => v.Name == "web-03"));
    }

    [Fact]
    public async Task A_held_request_goes_on_when_it_is_released()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");
        var hold = Server.HoldNext("POST /action/recomposeVApp", afterApplying: true);

        var request = client.AddVmAsync("web-03");
        await Server.WasHit(hold).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var finishedEarly = request.IsCompleted;
        Server.Release(hold);
        var (status, _) = await request.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.False(finishedEarly);
        Assert.Equal(202, status);
    }

    [Fact]
    public async Task Faults_and_the_world_are_at_hand_over_HTTP()
    {
        using var client = await LabClient.AsAsync(Server, "ann@pscoe");

        var (created, _) = await client.JsonAsync("POST", "/lab/faults", """{"match": "GET /api/session$", "kind": "Error", "status": 503, "error": "SERVICE_UNAVAILABLE"}""");
        var (failed, _) = await client.XmlAsync("GET", "/api/session");
        var (_, world) = await client.JsonAsync("GET", "/lab/world");
        var (_, requests) = await client.JsonAsync("GET", "/lab/requests?since=0");
        var (bad, _) = await client.JsonAsync("POST", "/lab/faults", """{"match": "(", "kind": "Error"}""");

        Assert.Equal((201, 503, 400), (created, failed, bad));
        Assert.Equal(3, world!["vms"]!.AsArray().Count);
        Assert.Equal(("/api/session", 503), (requests!.AsArray()[^1]!["path"]!.ToString(), requests.AsArray()[^1]!["status"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_file_that_is_no_world_is_refused_with_its_name()
    {
        var file = DataFile + ".broken";
        await File.WriteAllTextAsync(file, "{ not json", TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => LabServer.StartAsync(new LabOptions { DataFile = file }, TestContext.Current.CancellationToken));

        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
    }
}
