using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Billing;

public sealed class BillingApiTests
{
    private static readonly Tenant Pscoe = new("pscoe", "7b832bc5-3d73-45a2-ba35-82a5acd72fe4", "PSCoE");

    [Fact]
    public async Task The_summary_shows_spend_forecast_and_six_months_with_two_decimals()
    {
        await using var billing = await WithConstantCostAsync(DatabaseKind.Sqlite);

        var reply = await GetAsync(billing, "summary");

        var json = JsonNode.Parse(reply.Body)!;
        Assert.Equal("""{"org":"pscoe","currency":"EUR","otherCurrencies":[],"month":"2026-11","spendSoFar":220.00,"forecast":300.00,"forecastMethod":"weekday-average",""",
            Encoding.UTF8.GetString(reply.Body)[..144]);
        Assert.Equal(["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"], json["previousMonths"]!.AsArray().Select(m => (string)m!["month"]!));
        Assert.Equal("310.00", json["previousMonths"]![5]!["services"]!["Compute"]!.ToJsonString());
        Assert.Equal("2026-11-01", (string)json["daily"]![0]!["date"]!);
        Assert.Null(json["emptyReason"]);
        Assert.NotNull(json["collectedAt"]);
    }

    [Fact]
    public async Task A_tenant_without_data_gets_zeros_and_what_to_do()
    {
        await using var billing = await StoreFixture.CreateAsync(DatabaseKind.Sqlite);

        var json = JsonNode.Parse((await GetAsync(billing, "summary")).Body)!;

        Assert.Equal(0m, (decimal)json["spendSoFar"]!);
        Assert.Equal("none", (string)json["forecastMethod"]!);
        Assert.Equal(6, json["previousMonths"]!.AsArray().Count);
        Assert.Contains("POST /api/org/pscoe/billing/collect", (string)json["emptyReason"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("summary", "month", "2026-13")]
    [InlineData("summary", "currency", "euro")]
    [InlineData("lines", "page", "-1")]
    [InlineData("lines", "pageSize", "100000")]
    [InlineData("export.csv", "month", "november")]
    public async Task A_wrong_query_is_a_problem_that_names_it(string route, string name, string value)
    {
        await using var billing = await StoreFixture.CreateAsync(DatabaseKind.Sqlite);

        var reply = await GetAsync(billing, route, (name, value));

        Assert.Equal((400, "application/problem+json"), (reply.StatusCode, reply.ContentType));
        Assert.Contains($"'{value}'", (string)JsonNode.Parse(reply.Body)!["errors"]![name]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_come_in_pages_newest_first()
    {
        await using var billing = await WithConstantCostAsync(DatabaseKind.PostgreSql);

        var json = JsonNode.Parse((await GetAsync(billing, "lines", ("month", "2026-10"), ("page", "1"), ("pageSize", "10"), ("service", "Compute"))).Body)!;

        Assert.Equal(31, (int)json["totalCount"]!);
        Assert.Equal("day-2026-10-21", (string)json["items"]![0]!["id"]!);
        Assert.Equal("web", (string)json["items"]![0]!["tags"]!["tier"]!);
    }

    [Fact]
    public async Task The_export_is_FOCUS_csv()
    {
        await using var billing = await WithConstantCostAsync(DatabaseKind.Sqlite);

        var reply = await GetAsync(billing, "export.csv", ("month", "2026-10"));

        Assert.Equal("text/csv; charset=utf-8", reply.ContentType);
        Assert.Equal("attachment; filename=\"pscoe-2026-10-focus.csv\"", reply.Headers["Content-Disposition"]);
        Assert.Equal(32, Encoding.UTF8.GetString(reply.Body).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_the_provider_starts_a_collection(bool isProvider)
    {
        await using var billing = await StoreFixture.CreateAsync(DatabaseKind.Sqlite);

        var outcome = await SendAsync(billing, "POST", "collect", isProvider);

        Assert.Equal(isProvider, outcome.Stimulus is not null);
        Assert.Equal(isProvider ? null : 403, outcome.Reply?.StatusCode);
    }

    private static async Task<StoreFixture> WithConstantCostAsync(DatabaseKind kind)
    {
        var billing = await StoreFixture.CreateAsync(kind);
        var first = new DateOnly(2026, 9, 1);
        billing.Write("bill.json", Cost.File([.. Enumerable.Range(0, 83).Select(i => first.AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Select(d => Cost.Line($"day-{d}", d, 10))]));
        await billing.CollectAsync("key");
        return billing;
    }

    private static async Task<ApiReply> GetAsync(StoreFixture billing, string route, params (string Name, string Value)[] query) =>
        (await SendAsync(billing, "GET", route, isProvider: false, query)).Reply!;

    private static async Task<ApiOutcome> SendAsync(StoreFixture billing, string method, string route, bool isProvider, params (string Name, string Value)[] query)
    {
        var found = billing.Services.GetServices<ApiRoute>().Single(r => r.Methods == method && r.Pattern == $"/api/org/{{org}}/billing/{route}");
        var request = new ApiRequest
        {
            Id = "r1",
            Method = method,
            Path = $"/api/org/pscoe/billing/{route}",
            Query = query.ToDictionary(q => q.Name, q => q.Value),
            Tenant = Pscoe,
            Caller = new ApiCaller("ann", isProvider, isProvider ? "" : "pscoe"),
            ReplyTo = new ApiReplyTo("http", "r1"),
        };
        return await found.Handler(request, billing.Services, TestContext.Current.CancellationToken);
    }
}
