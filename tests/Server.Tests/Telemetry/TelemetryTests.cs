using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.Telemetry;

public sealed class TelemetryTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static string Endpoint(string path) => $$$"""
        {"id":"in","type":"Elsa.HttpEndpoint","version":1,"customProperties":{"canStartWorkflow":true},"path":{"typeName":"String","expression":{"type":"Literal","value":"{{{path}}}"} } }
        """;

    private static string Send(string id, Uri url) => $$$"""
        {"id":"{{{id}}}","type":"Elsa.SendHttpRequest","version":1,"url":{"typeName":"Uri","expression":{"type":"Literal","value":"{{{url}}}"} } }
        """;

    private static string Dispatch(string definitionId, bool startsNewTrace = false) => $$$"""
        {"id":"child","type":"Elsa.DispatchWorkflow","version":1,"workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"{{{definitionId}}}"}},
         "startNewTrace":{"typeName":"Boolean","expression":{"type":"Literal","value":"{{{startsNewTrace}}}"} },
         "waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":"True"} } }
        """;

    private const string Starts = """
        {"id":"in","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},"eventName":{"typeName":"String","expression":{"type":"Literal","value":"noticed"} } }
        """;

    private const string Delay = """{"id":"wait","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:00.05"} } }""";

    private static async Task<JsonObject> FinishedAsync(TestServer server, string definitionId)
    {
        var limit = TimeSpan.FromSeconds(60);
        using var patience = new CancellationTokenSource(limit);
        while (true)
        {
            var list = await (await server.Admin.GetAsync($"/api/v1/instances?definitionId={definitionId}&status=Finished", patience.Token)).JsonAsync();
            if (list["items"]!.AsArray() is [var summary])
                return await (await server.Admin.GetAsync($"/api/v1/instances/{summary!["id"]}", patience.Token)).JsonAsync();
            await Task.Delay(50, patience.Token);
        }
    }

    [Fact]
    public async Task One_trace_goes_from_the_request_over_waits_and_children_to_the_last_request_sent()
    {
        await using var peer = await RecordingPeer.StartAsync();
        await using var server = await TestServer.StartAsync();
        await server.PublishAsync("traced-child", Send("grandchild", new Uri(peer.Url, "/from-child")));
        await server.PublishAsync("traced", Endpoint("traced"), Delay, Dispatch("traced-child"), Send("last", new Uri(peer.Url, "/from-parent")));
        using var client = server.Client();
        client.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");

        await client.GetAsync("/workflows/traced");

        Assert.Equal(TraceId, (await FinishedAsync(server, "traced"))["traceId"]!.GetValue<string>());
        Assert.Equal(TraceId, (await FinishedAsync(server, "traced-child"))["traceId"]!.GetValue<string>());
        Assert.Equal(["/from-child", "/from-parent"], peer.Requests.Select(request => request.Path));
        Assert.All(peer.Requests, request => Assert.StartsWith($"00-{TraceId}-", request.TraceParent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_child_may_begin_a_trace_of_its_own()
    {
        await using var peer = await RecordingPeer.StartAsync();
        await using var server = await TestServer.StartAsync();
        await server.PublishAsync("apart", Delay, Send("child", new Uri(peer.Url, "/from-child")));
        await server.PublishAsync("parting", Endpoint("parting"), Dispatch("apart", startsNewTrace: true), Send("last", new Uri(peer.Url, "/from-parent")));
        using var client = server.Client();
        client.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");

        await client.GetAsync("/workflows/parting");

        Assert.Equal(TraceId, (await FinishedAsync(server, "parting"))["traceId"]!.GetValue<string>());
        var own = (await FinishedAsync(server, "apart"))["traceId"]!.GetValue<string>();
        Assert.NotEqual(TraceId, own);
        Assert.Equal([$"00-{own}-", $"00-{TraceId}-"], peer.Requests.Select(request => request.TraceParent![..36]));
    }

    [Fact]
    public async Task Spans_and_metrics_go_to_the_collector()
    {
        await using var collector = await RecordingPeer.StartAsync();
        await using var server = await TestServer.StartAsync(configure: options => options with { Otlp = collector.Url, OtlpOverHttp = true });
        await server.PublishAsync("observed", Starts, Delay, """{"id":"fails","type":"Elsa.Fault","version":1,"code":{"typeName":"String","expression":{"type":"Literal","value":"made-up"} } }""");

        await server.Admin.PostAsync("/api/v1/events/noticed", TestServer.Json("{}"));
        while ((await (await server.Admin.GetAsync("/api/v1/incidents", TestContext.Current.CancellationToken)).JsonAsync())["totalCount"]!.GetValue<int>() == 0)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        server.Server.Services.GetRequiredService<TracerProvider>().ForceFlush();
        server.Server.Services.GetRequiredService<MeterProvider>().ForceFlush();

        var spans = collector.All("/v1/traces");
        Assert.All(
            ["orchestrator.core", "orchestrator.runtime", "dispatch Elsa.Event", "burst observed", "Elsa.Event", "Elsa.Fault", "orchestrator.instance.id"],
            text => Assert.Contains(text, spans, StringComparison.Ordinal));
        var metrics = collector.All("/v1/metrics");
        Assert.All(
            [
                "orchestrator.instances.started", "orchestrator.activity.duration", "orchestrator.burst.duration", "orchestrator.stimuli", "orchestrator.timer.lag",
                "orchestrator.incidents", "made-up", "orchestrator.persistence.commits", "observed",
            ],
            text => Assert.Contains(text, metrics, StringComparison.Ordinal));
    }
}
