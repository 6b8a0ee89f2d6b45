using System.Text;
using Orchestrator.Activities.Billing;
using Orchestrator.Runtime;

namespace Orchestrator.Tests.Billing;

public sealed class FocusCsvTests
{
    private static readonly string[] Mandatory =
    [
        "BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency", "BillingPeriodEnd", "BillingPeriodStart", "ChargeCategory", "ChargeClass",
        "ChargeDescription", "ChargePeriodEnd", "ChargePeriodStart", "ContractedCost", "EffectiveCost", "InvoiceIssuerName", "ListCost", "PricingQuantity", "PricingUnit",
        "ProviderName", "PublisherName", "ServiceCategory", "ServiceName",
    ];

    [Fact]
    public void All_mandatory_columns_are_there() => Assert.Empty(Mandatory.Except(Write()[0].Split(',')));

    [Fact]
    public void A_line_is_written_in_FOCUS_words()
    {
        var line = Cost.Of("a", new(2026, 11, 5), 1.5m, service: "Licenses") with { Tags = """{"a":"b"}""", ResourceName = "SQL, \"2022\"" };

        var rows = Write(new StoredCostLine(line, 2, default));

        Assert.Contains("1.5,provider,Cloud Provider,EUR,2026-12-01T00:00:00Z,2026-11-01T00:00:00Z,Usage,,", rows[1], StringComparison.Ordinal);
        Assert.Contains("2026-11-06T00:00:00Z,2026-11-05T00:00:00Z", rows[1], StringComparison.Ordinal);
        Assert.Contains("\"SQL, \"\"2022\"\"\"", rows[1], StringComparison.Ordinal);
        Assert.Contains(",Other,Licenses,urn:vcloud:org:7b832bc5-3d73-45a2-ba35-82a5acd72fe4,pscoe,\"{\"\"a\"\":\"\"b\"\"}\",a,2,Licenses,lab", rows[1], StringComparison.Ordinal);
    }

    private static string[] Write(params StoredCostLine[] lines) => Encoding.UTF8
        .GetString(new FocusCsv(new BillingOptions(), new Tenant("pscoe", "7b832bc5-3d73-45a2-ba35-82a5acd72fe4", "PSCoE"), new BillingMonth(2026, 11)).Write(lines))
        .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
