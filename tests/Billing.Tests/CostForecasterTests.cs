using CsCheck;
using Orchestrator.Activities.Billing;

namespace Orchestrator.Tests.Billing;

public sealed class CostForecasterTests
{
    private static readonly Gen<BillingMonth> Months = Gen.Select(Gen.Int[2024, 2029], Gen.Int[1, 12], (year, month) => new BillingMonth(year, month));

    /// <summary>A month, its last complete day (from before its begin to its end), and daily costs from up to 70 days before on.</summary>
    private static readonly Gen<(BillingMonth Month, CostHistory History)> Cases =
        from month in Months
        from complete in Gen.Int[-1, month.Days]
        from before in Gen.Int[0, 70]
        from costs in Gen.Long[0, 50_000_000_000].Array[before + complete + 3]
        select (month, Of(month.First.AddDays(-before), month.First.AddDays(complete - 1), costs));

    [Fact]
    public void A_forecast_is_never_below_what_is_spent() => Cases.Sample(c =>
        CostForecaster.Forecast(c.History, c.Month).Cost >= Spend(c.History, c.Month));

    [Fact]
    public void At_the_months_end_it_is_what_was_spent() => Cases.Sample(c =>
    {
        var history = c.History with { Complete = c.Month.Last };

        var (cost, method) = CostForecaster.Forecast(history, c.Month);

        Assert.Equal(Spend(history, c.Month), cost);
        Assert.Equal(ForecastMethod.Actual, method);
    });

    [Fact]
    public void A_constant_cost_gives_the_number_of_days_times_it() => Gen.Select(Cases, Gen.Long[0, 1_000_000_000_000]).Sample((c, constant) =>
    {
        var history = Constant(c.Month, c.History.First, c.History.Complete, constant);

        Assert.Equal(c.Month.Days * constant, CostForecaster.Forecast(history, c.Month).Cost);
    });

    [Fact]
    public void More_cost_on_any_day_never_lowers_it() => Gen.Select(Cases, Gen.Int[0, 200], Gen.Long[1, 10_000_000_000]).Sample((c, which, more) =>
    {
        var day = c.History.First.AddDays(which % (c.History.Costs.Count + 1));
        var raised = new Dictionary<DateOnly, long>(c.History.Costs) { [day] = c.History.On(day) + more };

        Assert.True(CostForecaster.Forecast(c.History with { Costs = raised }, c.Month).Cost >= CostForecaster.Forecast(c.History, c.Month).Cost);
    });

    [Fact]
    public void It_stays_between_the_least_and_the_most_that_the_known_days_allow() => Cases.Sample(c =>
    {
        var (cost, _) = CostForecaster.Forecast(c.History, c.Month);

        Assert.InRange(cost, 0, c.Month.Days * c.History.Costs.Values.Append(0).Max());
    });

    [Fact]
    public void Weekends_that_cost_less_are_forecast_at_less()
    {
        var month = new BillingMonth(2026, 11);
        var costs = Days(new(2026, 9, 1), new(2026, 11, 13)).ToDictionary(d => d, d => d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 40_000_000L : 100_000_000L);
        var actual = Days(month.First, month.Last).Sum(d => d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 40_000_000L : 100_000_000L);

        var (cost, method) = CostForecaster.Forecast(new CostHistory(new(2026, 9, 1), new(2026, 11, 13), costs), month);

        Assert.Equal(ForecastMethod.WeekdayAverage, method);
        Assert.InRange(cost, actual * 0.98, actual * 1.02);
    }

    [Fact]
    public void A_step_in_cost_is_mostly_followed_within_two_weeks()
    {
        var month = new BillingMonth(2026, 11);
        var costs = Days(new(2026, 9, 1), new(2026, 11, 14)).ToDictionary(d => d, d => d < new DateOnly(2026, 11, 1) ? 10_000_000L : 20_000_000L);

        var (cost, _) = CostForecaster.Forecast(new CostHistory(new(2026, 9, 1), new(2026, 11, 14), costs), month);

        Assert.InRange(cost, 30 * 20_000_000L * 0.9, 30 * 20_000_000L);
    }

    [Fact]
    public void On_the_first_of_a_month_the_month_before_speaks()
    {
        var history = Constant(new BillingMonth(2026, 12), new(2026, 11, 1), new(2026, 11, 30), 7_000_000);

        Assert.Equal((31 * 7_000_000L, ForecastMethod.WeekdayAverage), CostForecaster.Forecast(history, new BillingMonth(2026, 12)));
    }

    [Theory]
    [InlineData(2028, 29)]
    [InlineData(2027, 28)]
    public void February_has_as_many_days_as_its_year_gives_it(int year, int days)
    {
        var month = new BillingMonth(year, 2);
        var history = Constant(month, new(year, 1, 1), new(year, 2, 10), 1_000_000);

        Assert.Equal(days * 1_000_000L, CostForecaster.Forecast(history, month).Cost);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void With_fewer_than_three_days_the_plain_average_counts(int days)
    {
        var month = new BillingMonth(2026, 11);
        var costs = Days(month.First, month.First.AddDays(days)).ToDictionary(d => d, _ => 5_000_000L);

        var (cost, method) = CostForecaster.Forecast(new CostHistory(month.First, month.First.AddDays(days - 1), costs), month);

        Assert.Equal(ForecastMethod.ShortHistory, method);
        Assert.Equal(30 * 5_000_000L, cost);
    }

    [Fact]
    public void Credits_are_forecast_too()
    {
        var month = new BillingMonth(2026, 11);
        var history = Constant(month, new(2026, 10, 1), new(2026, 11, 10), -2_000_000);

        // The day that has just begun counts as nothing so far, which is more than its expected credit.
        Assert.InRange(CostForecaster.Forecast(history, month).Cost, -30 * 2_000_000L, -10 * 2_000_000L);
    }

    private static CostHistory Of(DateOnly first, DateOnly complete, long[] costs) =>
        new(first, complete, costs.Select((cost, i) => (Day: first.AddDays(i), cost)).Where(d => d.Day <= complete.AddDays(1)).ToDictionary(d => d.Day, d => d.cost));

    private static CostHistory Constant(BillingMonth month, DateOnly first, DateOnly complete, long cost)
    {
        // Known from the month's begin at the latest, with at least the first day of data.
        var from = first < month.First ? first : month.First;
        var to = complete < from ? from : complete;
        return new CostHistory(from, to, Days(from, to).ToDictionary(d => d, _ => cost));
    }

    private static long Spend(CostHistory history, BillingMonth month) => Days(month.First, month.Last).Sum(history.On);

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) => Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);
}
