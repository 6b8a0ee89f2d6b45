using Microsoft.Extensions.Options;

namespace Orchestrator.Activities.Billing;

internal sealed class BillingSummaries(ICostStore store, ICostSources sources, TimeProvider time, IOptions<BillingOptions> options) : IBillingSummaries
{
    public async ValueTask<BillingSummary> GetAsync(string tenant, BillingMonth? month, string? currency, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var asked = month ?? BillingMonth.Of(today);
        var first = SummaryBuilder.FirstDay(asked, today);
        var currencies = await store.ListCurrenciesAsync(tenant, first, asked.Last, cancellationToken);
        var chosen = currency ?? (currencies.Count > 0 ? currencies[0] : options.Value.DefaultCurrency);
        var days = await store.ListDailyAsync(tenant, chosen, first, asked.Last, cancellationToken);
        var collectedAt = await store.LastCollectedAsync(cancellationToken);
        var builder = new SummaryBuilder(asked, today, days);
        var (services, method) = builder.Services();
        return new BillingSummary
        {
            Org = tenant,
            Currency = chosen,
            OtherCurrencies = [.. currencies.Where(c => c != chosen)],
            Month = asked.ToString(),
            SpendSoFar = services.Sum(s => s.SpendSoFar) + 0.00m,
            Forecast = services.Sum(s => s.Forecast) + 0.00m,
            ForecastMethod = Name(method),
            PreviousMonths = builder.Months(),
            ByService = services,
            Daily = builder.Daily(),
            CollectedAt = collectedAt,
            EmptyReason = builder.HasMonth ? null : EmptyReason(tenant, asked, today, collectedAt, days.Count > 0),
        };
    }

    private static string Name(ForecastMethod method) => method switch
    {
        ForecastMethod.Actual => "actual",
        ForecastMethod.ShortHistory => "short-history",
        ForecastMethod.WeekdayAverage => "weekday-average",
        _ => "none",
    };

    private string EmptyReason(string tenant, BillingMonth month, DateOnly today, DateTimeOffset? collectedAt, bool hasOtherMonths)
    {
        if (sources.All.Count == 0)
            return "No cost source is configured: name one under Billing:Sources, or start with --lab to see sample data.";
        if (collectedAt is null)
            return $"No collection has finished yet: wait for the hourly one, or start one with POST /api/org/{tenant}/billing/collect.";
        if (month > BillingMonth.Of(today))
            return $"{month} has not begun yet.";
        var names = string.Join(", ", sources.All.Select(s => s.Name));
        return hasOtherMonths
            ? $"The cost sources ({names}) have no lines of {tenant} in {month}; other months have some."
            : $"The cost sources ({names}) have no lines of {tenant} around {month}: check that their 'org' names this organisation.";
    }
}
