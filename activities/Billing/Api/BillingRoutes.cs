using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Api;

namespace Orchestrator.Activities.Billing;

/// <summary>Billing's part of the tenant API.</summary>
internal static class BillingRoutes
{
    private const int LargestPage = 1000;

    public static IEnumerable<ApiRoute> All() =>
    [
        new("GET", "/api/org/{org}/billing/summary", SummaryAsync, "Spend so far, forecast and the last six months by service."),
        new("GET", "/api/org/{org}/billing/lines", LinesAsync, "Cost lines of a month, newest first."),
        new("GET", "/api/org/{org}/billing/export.csv", ExportAsync, "Cost lines of a month as FOCUS 1.2 CSV."),
        new("POST", "/api/org/{org}/billing/collect", CollectAsync, "Collects all cost sources now (provider only)."),
    ];

    private static async ValueTask<ApiOutcome> SummaryAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        var query = new BillingQuery(request.Query);
        var month = query.Month("month");
        var currency = query.Currency("currency");
        if (query.Problem() is { } problem)
            return problem;
        var summaries = services.GetRequiredService<IBillingSummaries>();
        return ApiReply.Json(200, await summaries.GetAsync(request.Tenant.Name, month, currency, cancellationToken));
    }

    private static async ValueTask<ApiOutcome> LinesAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        var query = new BillingQuery(request.Query);
        var month = query.Month("month") ?? CurrentMonth(services);
        var page = query.Number("page", 0, int.MaxValue, 0);
        var pageSize = query.Number("pageSize", 1, LargestPage, 50);
        if (query.Problem() is { } problem)
            return problem;
        var filter = Filter(request, month) with { Page = page, PageSize = pageSize };
        var lines = await services.GetRequiredService<ICostStore>().ListLinesAsync(filter, cancellationToken);
        return ApiReply.Json(200, new { items = lines.Items.Select(l => new CostLineView(l)), lines.TotalCount, page, pageSize });
    }

    private static async ValueTask<ApiOutcome> ExportAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken)
    {
        var query = new BillingQuery(request.Query);
        var month = query.Month("month") ?? CurrentMonth(services);
        if (query.Problem() is { } problem)
            return problem;
        var options = services.GetRequiredService<IOptions<BillingOptions>>().Value;
        var filter = Filter(request, month) with { PageSize = options.MaxExportLines };
        var lines = await services.GetRequiredService<ICostStore>().ListLinesAsync(filter, cancellationToken);
        if (lines.TotalCount > options.MaxExportLines)
            return ApiReply.Problem(413, "The export is too large.",
                $"{month} has {lines.TotalCount} lines, an export at most {options.MaxExportLines}: narrow it with ?service=, or page through /api/org/{request.Tenant.Name}/billing/lines.");
        return new ApiReply
        {
            StatusCode = 200,
            ContentType = "text/csv; charset=utf-8",
            Headers = new Dictionary<string, string> { ["Content-Disposition"] = $"attachment; filename=\"{request.Tenant.Name}-{month}-focus.csv\"" },
            Body = new FocusCsv(options, request.Tenant, month).Write(lines.Items),
        };
    }

    private static ValueTask<ApiOutcome> CollectAsync(ApiRequest request, IServiceProvider services, CancellationToken cancellationToken) => ValueTask.FromResult<ApiOutcome>(
        request.Caller.IsProvider
            ? new Stimulus { Name = "Orchestrator.ApiRequestReceived", Payload = new { route = "billing.collect" } }
            : ApiReply.Problem(403, "Only the provider may collect.", "Cost data is collected for all organisations at once: ask a provider administrator, or wait for the hourly collection."));

    private static CostLineFilter Filter(ApiRequest request, BillingMonth month) => new()
    {
        Tenant = request.Tenant.Name,
        From = month.First,
        To = month.Last,
        ServiceCategory = request.Query.TryGetValue("service", out var service) && service.Length > 0 ? service : null,
    };

    private static BillingMonth CurrentMonth(IServiceProvider services) => BillingMonth.Of(services.GetRequiredService<TimeProvider>().GetUtcNow());
}
