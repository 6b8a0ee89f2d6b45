using CsCheck;
using Orchestrator.Activities.Billing;

namespace Orchestrator.Tests.Billing;

public sealed class SummaryBuilderTests
{
    private static readonly BillingMonth November = new(2026, 11);

    private static readonly Gen<DailyCost[]> Data =
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 2].Select(i => new[] { "Compute", "Storage", "Licenses" }[i]), Gen.Long[0, 9_999_999_999], (day, service, cost) => (day, service, cost))
            .Array[0, 200]
            .Select(all => all.DistinctBy(d => (d.day, d.service)).Select(d => new DailyCost(new DateOnly(2026, 5, 1).AddDays(d.day), d.service, d.cost)).OrderBy(d => d.Day).ToArray());

    [Fact]
    public void Parts_add_up_and_no_forecast_is_below_its_spend() => Data.Sample(days =>
    {
        var builder = new SummaryBuilder(November, new DateOnly(2026, 11, 17), days);

        var (services, _) = builder.Services();

        Assert.All(services, s => Assert.True(s.Forecast >= s.SpendSoFar));
        Assert.All(builder.Months(), m => Assert.Equal(m.Total, m.Services.Values.Sum()));
        var spend = Money.Cents(days.Where(d => BillingMonth.Of(d.Day) == November).Sum(d => d.Cost));
        Assert.Equal(spend, services.Sum(s => s.SpendSoFar));
        Assert.Equal(Money.Cents(days.Where(d => BillingMonth.Of(d.Day) == November && d.Day <= new DateOnly(2026, 11, 17)).Sum(d => d.Cost)), builder.Daily().Sum(d => d.Cost));
    });

    [Fact]
    public void Months_and_services_without_data_are_zero()
    {
        var builder = new SummaryBuilder(November, new DateOnly(2026, 11, 17), [new DailyCost(new(2026, 8, 5), "Storage", 3_000_000), new DailyCost(new(2026, 11, 1), "Compute", 1_500_000)]);

        var months = builder.Months();

        Assert.Equal(["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"], months.Select(m => m.Month));
        Assert.All(months, m => Assert.Equal(["Compute", "Storage"], m.Services.Keys));
        Assert.Equal([0m, 0m, 0m, 3m, 0m, 0m], months.Select(m => m.Total));
    }

    [Fact]
    public void A_day_without_data_is_zero_and_days_to_come_are_left_out()
    {
        var builder = new SummaryBuilder(November, new DateOnly(2026, 11, 3), [new DailyCost(new(2026, 11, 2), "Compute", 1_500_000)]);

        Assert.Equal([0m, 1.5m, 0m], builder.Daily().Select(d => d.Cost));
    }

    [Fact]
    public void Days_that_were_not_collected_yet_count_as_unknown_not_as_zero()
    {
        var days = Enumerable.Range(0, 45).Select(i => new DailyCost(new DateOnly(2026, 10, 1).AddDays(i), "Compute", 10_000_000)).ToArray();

        var (services, method) = new SummaryBuilder(November, new DateOnly(2026, 11, 18), days).Services();

        Assert.Equal(ForecastMethod.WeekdayAverage, method);
        Assert.Equal(new ServiceCost("Compute", 140m, 300m), Assert.Single(services));
    }

    [Fact]
    public void A_tenant_whose_data_has_long_stopped_is_forecast_at_what_it_spent()
    {
        var days = Enumerable.Range(0, 30).Select(i => new DailyCost(new DateOnly(2026, 8, 1).AddDays(i), "Compute", 10_000_000)).ToArray();

        var (services, _) = new SummaryBuilder(November, new DateOnly(2026, 11, 18), days).Services();

        Assert.Equal(new ServiceCost("Compute", 0m, 0m), Assert.Single(services));
    }

    [Fact]
    public void A_month_that_is_over_is_forecast_at_what_it_cost()
    {
        var days = Enumerable.Range(0, 30).Select(i => new DailyCost(new DateOnly(2026, 10, 1).AddDays(i), "Compute", 10_000_000)).ToArray();

        var (services, method) = new SummaryBuilder(new BillingMonth(2026, 10), new DateOnly(2026, 11, 18), days).Services();

        Assert.Equal(ForecastMethod.Actual, method);
        Assert.Equal(new ServiceCost("Compute", 300m, 300m), Assert.Single(services));
    }
}
