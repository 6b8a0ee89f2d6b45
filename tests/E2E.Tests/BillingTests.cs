using System.Globalization;
using System.Text;

namespace Orchestrator.Tests.E2E;

public sealed class BillingTests
{
    [Fact]
    public async Task The_bill_of_the_lab_is_there_soon_after_the_first_start_and_again_after_the_second()
    {
        await using var server = await ServerProcess.StartAsync("--lab");
        await server.WaitForInstancesAsync("billing-collect", 1);
        var bill = (await server.Api.GetAsync("/api/org/pscoe/billing/summary")).Json;
        var lines = (int)(await server.Api.GetAsync("/api/org/pscoe/billing/lines")).Json["totalCount"]!;

        await server.KillAsync();
        await server.StartAsync();
        var again = await server.Api.PostAsync("/api/org/pscoe/billing/collect");
        await server.WaitForInstancesAsync("billing-collect", 2);
        var second = (await server.Api.GetAsync("/api/org/pscoe/billing/summary")).Json;

        Assert.Equal("EUR", (string)bill["currency"]!);
        Assert.Equal(6, bill["previousMonths"]!.AsArray().Count);
        Assert.All(bill["previousMonths"]!.AsArray(), m => Assert.True((decimal)m!["total"]! > 0));
        Assert.True((decimal)bill["forecast"]! >= (decimal)bill["spendSoFar"]!);
        Assert.Equal(202, again.Status);
        Assert.Equal(bill["previousMonths"]!.ToJsonString(), second["previousMonths"]!.ToJsonString());
        Assert.Equal(lines, (int)(await server.Api.GetAsync("/api/org/pscoe/billing/lines")).Json["totalCount"]!);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3000)]
    public async Task A_server_killed_in_the_middle_of_a_collection_goes_on_and_counts_each_line_once(int killAfter)
    {
        const int lines = 12_000;
        await using var server = await ServerProcess.StartAsync("--lab");
        await server.WaitForInstancesAsync("billing-collect", 1);
        var month = TimeProvider.System.GetUtcNow().AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(server.Data, "lab", "costs", "big.json"), BigFile(month, lines), TestContext.Current.CancellationToken);

        Assert.Equal(202, (await server.Api.PostAsync("/api/org/pscoe/billing/collect")).Status);
        await WaitFor.AsyncOf($"{killAfter} lines to be collected", () => LinesAsync(server, month), n => n >= killAfter, () => server.Output);
        var atKill = await LinesAsync(server, month);
        await server.KillAsync();
        await server.StartAsync();
        await server.WaitForInstancesAsync("billing-collect", 2);

        Assert.InRange(atKill, killAfter, lines - 1);
        Assert.Equal(lines, await LinesAsync(server, month));
        var bill = (await server.Api.GetAsync($"/api/org/acme/billing/summary?month={month}&currency=CHF")).Json;
        Assert.Equal(lines * 0.01m, (decimal)bill["spendSoFar"]!);
        Assert.Equal(0, (int)(await server.Api.GetAsync("/api/v1/incidents?open=true")).Json["totalCount"]!);
    }

    [Fact]
    public async Task A_broken_cost_file_is_an_incident_with_its_place_and_the_others_are_collected()
    {
        await using var server = await ServerProcess.StartAsync("--lab");
        await server.WaitForInstancesAsync("billing-collect", 1);
        await File.WriteAllTextAsync(Path.Combine(server.Data, "lab", "costs", "broken.json"), "{\n \"lines\": [ oops ] }", TestContext.Current.CancellationToken);

        await server.Api.PostAsync("/api/org/pscoe/billing/collect");
        var incidents = await WaitFor.AsyncOf("the incident", () => server.Api.GetAsync("/api/v1/incidents?open=true"), a => a.Status == 200 && (int)a.Json["totalCount"]! > 0, () => server.Output);

        var incident = incidents.Json["items"]![0]!;
        Assert.Equal("billing.source-broken", (string)incident["code"]!);
        Assert.Contains("'broken.json' is broken JSON at line 2, column 13", (string)incident["message"]!, StringComparison.Ordinal);
    }

    // Lines in francs, apart from the sample data in euros.
    private static async Task<int> LinesAsync(ServerProcess server, string month) =>
        (int)(await server.Api.GetAsync($"/api/org/acme/billing/lines?month={month}&service=Migration&pageSize=1")).Json["totalCount"]!;

    private static string BigFile(string month, int lines)
    {
        var text = new StringBuilder("""{"source":"big","currency":"CHF","lines":[""");
        for (var i = 0; i < lines; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture,
                $$"""{"id":"l{{i}}","org":"acme","chargePeriodStart":"{{month}}-{{i % 28 + 1:00}}T00:00:00Z","chargePeriodEnd":"{{month}}-{{i % 28 + 1:00}}T01:00:00Z","serviceCategory":"Migration","billedCost":0.01}""");
        }

        return text.Append("]}").ToString();
    }
}
