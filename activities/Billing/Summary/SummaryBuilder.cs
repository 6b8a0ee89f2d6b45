namespace Orchestrator.Activities.Billing;

/// <summary>Makes the summary of daily sums. Pure.</summary>
internal sealed class SummaryBuilder
{
    public const int PreviousMonths = 6;

    // A tenant whose data has stopped for longer has no more costs; before that its collection is late.
    private const int LatestDataDays = 7;

    private readonly BillingMonth _month;
    private readonly DateOnly _today;
    private readonly IReadOnlyList<DailyCost> _days;
    private readonly List<string> _services;

    /// <param name="days">Sums of one tenant and currency between <see cref="FirstDay"/> and the month's last day.</param>
    public SummaryBuilder(BillingMonth month, DateOnly today, IReadOnlyList<DailyCost> days)
    {
        (_month, _today, _days) = (month, today, days);
        _services = [.. days.Select(d => d.ServiceCategory).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The first day that a summary needs: of the six months before, or of the forecast's window.</summary>
    public static DateOnly FirstDay(BillingMonth month, DateOnly today)
    {
        var months = month.Plus(-PreviousMonths).First;
        var window = today.AddDays(-CostForecaster.Window - LatestDataDays - 1);
        return months < window ? months : window;
    }

    public bool HasMonth => _days.Any(d => BillingMonth.Of(d.Day) == _month);

    public IReadOnlyList<MonthCost> Months() => [.. Enumerable.Range(-PreviousMonths, PreviousMonths).Select(i => MonthOf(_month.Plus(i)))];

    public IReadOnlyList<DayCost> Daily()
    {
        var last = _today < _month.Last ? _today : _month.Last;
        var days = Enumerable.Range(0, Math.Max(0, last.DayNumber - _month.First.DayNumber + 1)).Select(_month.First.AddDays).ToList();
        var byDay = _days.ToLookup(d => d.Day, d => d.Cost);
        var cents = Money.CentsOfParts([.. days.Select(d => byDay[d].Sum())]);
        return [.. days.Select((d, i) => new DayCost(d, cents[i]))];
    }

    /// <summary>Spend and forecast by service, largest forecast first.</summary>
    public (IReadOnlyList<ServiceCost> Services, ForecastMethod Method) Services()
    {
        if (_days.Count == 0)
            return ([], ForecastMethod.None);
        var complete = LastCompleteDay();
        var spends = _services.Select(s => Of(s).Where(d => BillingMonth.Of(d.Day) == _month).Sum(d => d.Cost)).ToList();
        var forecasts = _services.Select(s => CostForecaster.Forecast(History(s, complete), _month)).ToList();
        var spendCents = Money.CentsOfParts(spends);
        // What is still to come is rounded by itself: so no forecast falls below its spend, and both columns add up.
        var restCents = Money.CentsOfParts([.. forecasts.Select((f, i) => f.Cost - spends[i])]);
        var services = _services.Select((s, i) => new ServiceCost(s, spendCents[i], spendCents[i] + restCents[i]));
        return ([.. services.OrderByDescending(s => s.Forecast).ThenBy(s => s.Service, StringComparer.Ordinal)], forecasts.Max(f => f.Method));
    }

    private CostHistory History(string service, DateOnly complete)
    {
        var days = Of(service).ToList();
        return new CostHistory(days[0].Day, complete, days.ToDictionary(d => d.Day, d => d.Cost));
    }

    private DateOnly LastCompleteDay()
    {
        if (_month.Last < _today)
            return _month.Last;
        var yesterday = _today.AddDays(-1);
        var lastData = _days[^1].Day;
        return lastData < yesterday && lastData >= yesterday.AddDays(-LatestDataDays) ? lastData : yesterday;
    }

    private MonthCost MonthOf(BillingMonth month)
    {
        var sums = _services.Select(s => Of(s).Where(d => BillingMonth.Of(d.Day) == month).Sum(d => d.Cost)).ToList();
        var cents = Money.CentsOfParts(sums);
        var services = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        for (var i = 0; i < _services.Count; i++)
            services[_services[i]] = cents[i];
        return new MonthCost(month.ToString(), Money.Cents(sums.Sum()), services);
    }

    private IEnumerable<DailyCost> Of(string service) => _days.Where(d => d.ServiceCategory == service);
}
