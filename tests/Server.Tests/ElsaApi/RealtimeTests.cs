using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using Orchestrator.Tests.Server.Support;

namespace Orchestrator.Tests.Server.ElsaApi;

public sealed class RealtimeTests(SharedServer shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ElsaClient _elsa = new(shared.It.Admin);

    [Fact]
    public async Task A_viewer_is_told_when_the_instance_has_gone_on()
    {
        await _elsa.PublishAsync("live", ElsaClient.Waits("wait", "GoOn") + "," + ElsaClient.WriteLine("after", "x"));
        var id = await _elsa.ExecuteAsync("live");
        await using var hub = await ConnectAsync(shared.It.Admin.DefaultRequestHeaders.Authorization!.ToString());
        var stats = new TaskCompletionSource<JsonObject>();
        var updated = new TaskCompletionSource<JsonObject>();
        hub.On<JsonObject>("ActivityExecutionLogUpdatedAsync", message => stats.TrySetResult(message));
        hub.On<JsonObject>("WorkflowInstanceUpdatedAsync", message => updated.TrySetResult(message));
        Assert.True(await hub.InvokeAsync<bool>("ObserveInstanceAsync", id, TestContext.Current.CancellationToken));

        await _elsa.PostAsync("/events/GoOn/trigger", $$"""{"workflowInstanceId":"{{id}}"}""");

        var told = await updated.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        var places = (await stats.Task.WaitAsync(Patience, TestContext.Current.CancellationToken))["stats"]!.AsArray();
        Assert.Equal(id, told["workflowInstanceId"]!.GetValue<string>());
        Assert.Equal(1, places.Single(place => place!["activityId"]!.GetValue<string>() == "wait")!["completedCount"]!.GetValue<int>());
        Assert.DoesNotContain(places, place => place!["activityNodeId"]!.GetValue<string>() == "Workflow1:seq");
    }

    [Fact]
    public async Task A_tenant_does_not_observe_the_instances_of_others()
    {
        await _elsa.PublishAsync("live-foreign", ElsaClient.Waits("wait", "Never"));
        var id = await _elsa.ExecuteAsync("live-foreign");
        using var tenant = await shared.It.TenantClientAsync("acme");
        await using var hub = await ConnectAsync(tenant.DefaultRequestHeaders.Authorization!.ToString());

        var isObserved = await hub.InvokeAsync<bool>("ObserveInstanceAsync", id, TestContext.Current.CancellationToken);

        Assert.False(isObserved);
    }

    [Fact]
    public async Task A_stranger_gets_no_connection()
    {
        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => ConnectAsync(null));

        Assert.Equal(HttpStatusCode.Unauthorized, refusal.StatusCode);
    }

    private async Task<HubConnection> ConnectAsync(string? authorization)
    {
        var hub = new HubConnectionBuilder().WithUrl(shared.It.Server.Url + "/elsa/hubs/workflow-instance", options =>
        {
            if (authorization is not null)
                options.Headers["Authorization"] = authorization;
        }).Build();
        await hub.StartAsync(TestContext.Current.CancellationToken);
        return hub;
    }
}
