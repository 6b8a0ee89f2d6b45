using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Tests.Server.Cli;
using Orchestrator.Tests.Server.Support;
using Orchestrator.Workflows;

namespace Orchestrator.Tests.Server.Rest.Effects;

/// <summary>Actions of which nobody knows whether they happened, over REST and on the command line.</summary>
public sealed class EffectTests : IAsyncLifetime
{
    private readonly Carrier _carrier = new();
    private TestServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(services: services => services.AddSingleton(_carrier).AddActivitiesFrom<Ship>());
        await _server.PublishAsync(
            "uncertain",
            """{"id":"ship","type":"Test.Ship","version":1,"parcel":{"memoryReference":{"id":"Body"} } }""",
            """{"id":"line","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"'sent ' + variables.Body"} } }""");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_effect_without_a_receipt_is_listed_with_its_cause_for_its_tenant_only()
    {
        var id = await StartAsync("acme");

        var effect = Assert.Single(await ListAsync(_server.Admin));
        using var acme = await _server.TenantClientAsync("acme");
        using var pscoe = await _server.TenantClientAsync("pscoe");

        Assert.Equal((id, "ship", "parcel", "acme", "uncertain"), (Text(effect, "instanceId"), Text(effect, "activityId"), Text(effect, "name"), Text(effect, "tenant"), Text(effect, "definitionId")));
        Assert.StartsWith($"{id}:", Text(effect, "key"), StringComparison.Ordinal);
        Assert.Contains("line went dead", Text(effect, "cause"), StringComparison.Ordinal);
        Assert.Single(await ListAsync(acme));
        Assert.Empty(await ListAsync(pscoe));
        await (await pscoe.PostAsJsonAsync("/api/v1/effects/settle", new { key = Text(effect, "key"), happened = true }, Cancel)).ProblemAsync(HttpStatusCode.NotFound);
        Assert.Single(await ListAsync(_server.Admin));
    }

    [Fact]
    public async Task One_that_happened_gives_its_receipt_to_the_activity_which_does_not_act_again()
    {
        var id = await StartAsync();
        var key = Text(Assert.Single(await ListAsync(_server.Admin)), "key");

        var settled = await SettleAsync(new { key, happened = true, receipt = "parcel 7", then = "retry" });

        Assert.Equal((id, "retried"), (Text(settled, "instanceId"), Text(settled, "became")));
        Assert.Contains("sent parcel 7", await FinishedAsync(id));
        Assert.Equal(1, _carrier.Parcels);
        Assert.Empty(await ListAsync(_server.Admin));
        await (await _server.Admin.PostAsJsonAsync("/api/v1/effects/settle", new { key, happened = true }, Cancel)).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_that_did_not_happen_is_done_again_under_its_key()
    {
        var id = await StartAsync();
        var key = Text(Assert.Single(await ListAsync(_server.Admin)), "key");
        _carrier.IsDead = false;

        await SettleAsync(new { key, happened = false, then = "retry" });

        Assert.Contains("sent parcel 2", await FinishedAsync(id));
        Assert.Equal([key, key], _carrier.Keys);
        Assert.Empty(await ListAsync(_server.Admin));
    }

    [Fact]
    public async Task Its_instance_can_be_cancelled_or_left_as_it_is()
    {
        var (left, cancelled) = (await StartAsync(), await StartAsync());
        var keys = (await ListAsync(_server.Admin)).ToDictionary(effect => Text(effect, "instanceId"), effect => Text(effect, "key"));

        var first = await SettleAsync(new { key = keys[left], happened = false });
        var second = await SettleAsync(new { key = keys[cancelled], happened = false, then = "cancel" });

        Assert.Equal(("unchanged", "cancelled"), (Text(first, "became"), Text(second, "became")));
        Assert.Equal(("Suspended", "Cancelled"), (await StatusAsync(left), await StatusAsync(cancelled)));
        Assert.Empty(await ListAsync(_server.Admin));
    }

    [Fact]
    public async Task A_settlement_that_says_too_little_names_everything_that_is_missing()
    {
        var problem = await (await _server.Admin.PostAsJsonAsync("/api/v1/effects/settle", new { then = "explode" }, Cancel)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(["happened", "key", "then"], problem["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_command_line_lists_and_settles_them()
    {
        var id = await StartAsync();

        var table = (await CommandRun.OnAsync(_server, "effect", "list")).Expect(0);
        var key = Text((await CommandRun.OnAsync(_server, "effect", "list", "--json")).Expect(0).Json[0], "key");
        var both = (await CommandRun.OnAsync(_server, "effect", "settle", key, "--done", "--not-done")).Expect(2);
        (await CommandRun.OnAsync(_server, "effect", "settle", "no-such-key", "--done")).Expect(5);
        var settled = (await CommandRun.OnAsync(_server, "effect", "settle", key, "--done", "--receipt", "\"parcel 9\"", "--then", "retry")).Expect(0);

        Assert.Contains("line went dead", table.Output, StringComparison.Ordinal);
        Assert.Contains(key, table.Output.Replace("…", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("either --done or --not-done", both.Error, StringComparison.Ordinal);
        Assert.Contains($"{id} is retried", settled.Output, StringComparison.Ordinal);
        Assert.Contains("sent parcel 9", await FinishedAsync(id));
        Assert.Contains("it is known", (await CommandRun.OnAsync(_server, "effect", "list")).Expect(0).Error, StringComparison.Ordinal);
    }

    private async Task<string> StartAsync(string? tenant = null)
    {
        var answer = await (await _server.Admin.PostAsJsonAsync("/api/v1/definitions/uncertain/execute", new { tenant }, Cancel)).JsonAsync();
        return Text(answer, "instanceId");
    }

    private static async Task<JsonArray> ListAsync(HttpClient client) => (await (await client.GetAsync("/api/v1/effects", Cancel)).JsonAsync())["items"]!.AsArray();

    private async Task<JsonNode> SettleAsync(object request) => await (await _server.Admin.PostAsJsonAsync("/api/v1/effects/settle", request, Cancel)).JsonAsync();

    private async Task<string> StatusAsync(string id) => Text(await (await _server.Admin.GetAsync($"/api/v1/instances/{id}", Cancel)).JsonAsync(), "subStatus");

    /// <summary>Waits for the end of an instance and gives the messages of its journal.</summary>
    private async Task<IEnumerable<string?>> FinishedAsync(string id)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await StatusAsync(id) != "Finished")
            await tick.WaitForNextTickAsync(timeout.Token);
        var journal = await (await _server.Admin.GetAsync($"/api/v1/instances/{id}/journal?take=200", Cancel)).JsonAsync();
        return journal["items"]!.AsArray().Select(entry => (string?)entry!["message"]);
    }

    private static string Text(JsonNode? json, string property) => json![property]!.GetValue<string>();
}
