namespace Orchestrator.Activities.Billing;

/// <summary>
/// Forecasts the cost of a month at its end: what is spent, plus the expected cost of each day that is not complete.
/// </summary>
/// <remarks>
/// The expected cost of a day is a weighted average of the last 28 complete days, whichever month they belong to: a day counts half as much as one a week later, so
/// a trend is followed, but never extrapolated beyond what was seen (damped). Days of the same weekday make n/(n+1) of it, n being how many of them are known, and all days the rest.
/// As all weights are positive and add up to one, the forecast of a constant cost is exact, and more cost on any day never lowers it.
/// An incomplete day counts as the larger of its cost so far and its expected cost.
/// </remarks>
public static class CostForecaster
{
    /// <summary>Complete days that an expectation looks back on.</summary>
    public const int Window = 28;

    private const int FewestDays = 3;

    private static readonly decimal[] Weights = [.. Enumerable.Range(0, Window).Select(age => (decimal)Math.Pow(2, -age / 7.0))];

    /// <summary>Cost of the month at its end, in millionths.</summary>
    /// <param name="history">What is known.</param>
    /// <param name="month">The month; it may be over, current or still to come.</param>
    public static (long Cost, ForecastMethod Method) Forecast(CostHistory history, BillingMonth month)
    {
        var known = Enumerable.Range(0, month.Days).Select(month.First.AddDays).TakeWhile(d => d <= history.Complete).Sum(history.On);
        if (history.Complete >= month.Last)
            return (known, ForecastMethod.Actual);
        var expectation = new Expectation(history);
        var firstOpen = history.Complete < month.First ? month.First : history.Complete.AddDays(1);
        for (var day = firstOpen; day <= month.Last; day = day.AddDays(1))
            known += Math.Max(history.On(day), expectation.Of(day));
        return (known, expectation.Method);
    }

    private sealed class Expectation
    {
        private readonly long[] _byWeekday = new long[7];

        public Expectation(CostHistory history)
        {
            var days = Math.Min(Window, history.Complete.DayNumber - history.First.DayNumber + 1);
            if (days < FewestDays)
            {
                var known = days < 1 ? history.On(history.Complete.AddDays(1)) : Enumerable.Range(0, days).Average(age => (decimal)history.On(history.Complete.AddDays(-age)));
                Array.Fill(_byWeekday, Round(known));
                Method = ForecastMethod.ShortHistory;
                return;
            }

            var all = Enumerable.Range(0, days).Select(age => (Day: history.Complete.AddDays(-age), Weight: Weights[age])).ToList();
            var level = Average(all);
            for (var weekday = 0; weekday < 7; weekday++)
            {
                var same = all.Where(d => (int)d.Day.DayOfWeek == weekday).ToList();
                var average = same.Count == 0 ? level : Average(same);
                _byWeekday[weekday] = Round((average * same.Count + level) / (same.Count + 1));
            }

            Method = ForecastMethod.WeekdayAverage;

            decimal Average(List<(DateOnly Day, decimal Weight)> some) => some.Sum(d => d.Weight * history.On(d.Day)) / some.Sum(d => d.Weight);
        }

        public ForecastMethod Method { get; }

        public long Of(DateOnly day) => _byWeekday[(int)day.DayOfWeek];

        private static long Round(decimal value) => (long)decimal.Round(value, 0, MidpointRounding.ToEven);
    }
}
