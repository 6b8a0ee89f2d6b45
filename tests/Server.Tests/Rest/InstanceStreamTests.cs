using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Rest;

/// <summary>An instance is followed live.</summary>
public sealed class InstanceStreamTests(SharedServer shared)
{
    private readonly TestServer _server = shared.It;

    [Fact]
    public async Task The_stream_tells_the_journal_without_gaps_and_ends_with_the_instance()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(60));
        var cancel = timeout.Token;
        await _server.PublishAsync(
            "stream",
            """{"id":"wait","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"stream"}}}""",
            """{"id":"line","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"woken"}}}""");
        var id = (await (await _server.Admin.PostAsJsonAsync("/api/v1/definitions/stream/execute", new { }, cancel)).JsonAsync())["instanceId"]!.GetValue<string>();
        var events = new List<SseItem<string>>();

        await using var stream = await _server.Admin.GetStreamAsync($"/api/v1/instances/{id}/events", cancel);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancel))
        {
            events.Add(item);
            if (item.EventType == "state" && events.Count(e => e.EventType == "state") == 1)
                await _server.Admin.PostAsJsonAsync("/api/v1/events/stream", new { instanceId = id }, cancel);
        }

        var sequences = events.Where(e => e.EventType == "journal").Select(e => long.Parse(e.EventId!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(1, sequences.Count).Select(n => (long)n), sequences);
        Assert.Contains(events, e => e.EventType == "journal" && JsonNode.Parse(e.Data)!["message"]?.GetValue<string>() == "woken");
        Assert.Equal("Finished", JsonNode.Parse(events.Last(e => e.EventType == "state").Data)!["subStatus"]!.GetValue<string>());
        Assert.Equal("end", events[^1].EventType);

        await using var rest = await _server.Admin.GetStreamAsync($"/api/v1/instances/{id}/events?after={sequences[^1] - 1}", cancel);
        var tail = new List<SseItem<string>>();
        await foreach (var item in SseParser.Create(rest).EnumerateAsync(cancel))
            tail.Add(item);
        Assert.Equal(["journal", "state", "end"], tail.Select(e => e.EventType));
    }
}
