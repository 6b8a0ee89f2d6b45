using System.Net;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Rest;

public sealed class ScheduleTests(SharedServer shared)
{
    private readonly TestServer _server = shared.It;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_schedule_shows_its_next_times_and_has_none_while_it_is_paused()
    {
        await _server.PublishAsync("nightly", """
            {"id":"cron","type":"Elsa.Cron","version":1,"customProperties":{"canStartWorkflow":true},"cronExpression":{"typeName":"String","expression":{"type":"Literal","value":"30 3 * * *"}}}
            """);

        var listed = (await GetAsync("/api/v1/schedules?definitionId=nightly"))["items"]!.AsArray().Single()!;
        var paused = await (await _server.Admin.PostAsync("/api/v1/schedules/nightly:cron/pause", null, Cancel)).JsonAsync();
        await _server.PublishAsync("nightly", """
            {"id":"cron","type":"Elsa.Cron","version":1,"customProperties":{"canStartWorkflow":true},"cronExpression":{"typeName":"String","expression":{"type":"Literal","value":"45 3 * * *"}}}
            """);
        var republished = await GetAsync("/api/v1/schedules/nightly:cron");
        var resumed = await (await _server.Admin.PostAsync("/api/v1/schedules/nightly:cron/resume", null, Cancel)).JsonAsync();

        var times = listed["nextFireTimes"]!.AsArray().Select(time => time!.GetValue<DateTimeOffset>()).ToList();
        Assert.Equal(5, times.Count);
        Assert.All(times, time => Assert.Equal((3, 30), (time.Hour, time.Minute)));
        Assert.Equal(times, times.Order());
        Assert.True(paused["isPaused"]!.GetValue<bool>());
        Assert.Empty(paused["nextFireTimes"]!.AsArray());
        Assert.True(republished["isPaused"]!.GetValue<bool>());
        Assert.Equal(45, resumed["nextFireTimes"]![0]!.GetValue<DateTimeOffset>().Minute);
        await (await _server.Admin.PostAsync("/api/v1/schedules/no:where/pause", null, Cancel)).ProblemAsync(HttpStatusCode.NotFound);
    }

    private async Task<JsonObject> GetAsync(string path) => (JsonObject)JsonNode.Parse(await _server.Admin.GetStringAsync(path, Cancel))!;
}
