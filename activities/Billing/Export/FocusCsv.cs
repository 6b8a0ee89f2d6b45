using System.Globalization;
using System.Text;
using Orchestrator.Runtime;

namespace Orchestrator.Activities.Billing;

/// <summary>Writes lines as CSV (RFC 4180) in the columns of FOCUS 1.2 (FinOps Open Cost and Usage Specification).</summary>
/// <remarks>
/// Billing account is the provider, sub-account the tenant. The sources know one price only, so contracted, effective and list cost equal the billed cost.
/// A service category that FOCUS does not know is written as <c>Other</c>; its own name stands in <c>x_ServiceCategory</c>.
/// </remarks>
internal sealed class FocusCsv(BillingOptions options, Tenant tenant, BillingMonth month)
{
    private static readonly HashSet<string> FocusCategories = new(StringComparer.Ordinal)
    {
        "AI and Machine Learning", "Analytics", "Business Applications", "Compute", "Databases", "Developer Tools", "Multicloud", "Identity", "Integration",
        "Internet of Things", "Management and Governance", "Media", "Migration", "Mobile", "Networking", "Security", "Storage", "Web", "Other",
    };

    private readonly List<(string Name, Func<StoredCostLine, string?> Value)> _columns = Columns(options, tenant, month);

    public byte[] Write(IEnumerable<StoredCostLine> lines)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', _columns.Select(c => c.Name)).Append("\r\n");
        foreach (var line in lines)
            text.AppendJoin(',', _columns.Select(c => Quoted(c.Value(line)))).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static List<(string, Func<StoredCostLine, string?>)> Columns(BillingOptions options, Tenant tenant, BillingMonth month) =>
    [
        ("BilledCost", l => Number(l.Line.Cost)),
        ("BillingAccountId", _ => options.BillingAccountId),
        ("BillingAccountName", _ => options.ProviderName),
        ("BillingCurrency", l => l.Line.Currency),
        ("BillingPeriodEnd", _ => Time(month.Plus(1).First)),
        ("BillingPeriodStart", _ => Time(month.First)),
        ("ChargeCategory", l => l.Line.Cost < 0 ? "Credit" : "Usage"),
        ("ChargeClass", _ => null),
        ("ChargeDescription", l => $"{l.Line.ServiceName}{(l.Line.ResourceName is { } name ? $": {name}" : "")}"),
        ("ChargeFrequency", _ => "Usage-Based"),
        ("ChargePeriodEnd", l => Time(l.Line.ChargeEnd)),
        ("ChargePeriodStart", l => Time(l.Line.ChargeStart)),
        ("ConsumedQuantity", l => Quantity(l)),
        ("ConsumedUnit", l => Quantity(l) is null ? null : l.Line.Unit ?? "Units"),
        ("ContractedCost", l => Number(l.Line.Cost)),
        ("EffectiveCost", l => Number(l.Line.Cost)),
        ("InvoiceIssuerName", _ => options.ProviderName),
        ("ListCost", l => Number(l.Line.Cost)),
        ("PricingCategory", l => l.Line.Cost < 0 ? null : "Standard"),
        ("PricingQuantity", l => Quantity(l)),
        ("PricingUnit", l => Quantity(l) is null ? null : l.Line.Unit ?? "Units"),
        ("ProviderName", _ => options.ProviderName),
        ("PublisherName", _ => options.ProviderName),
        ("ResourceId", l => l.Line.ResourceId),
        ("ResourceName", l => l.Line.ResourceName),
        ("ServiceCategory", l => FocusCategories.Contains(l.Line.ServiceCategory) ? l.Line.ServiceCategory : "Other"),
        ("ServiceName", l => l.Line.ServiceName),
        ("SubAccountId", _ => tenant.Urn),
        ("SubAccountName", _ => tenant.Name),
        ("Tags", l => l.Line.Tags),
        ("x_LineId", l => l.Line.LineId),
        ("x_Revision", l => l.Revision.ToString(CultureInfo.InvariantCulture)),
        ("x_ServiceCategory", l => l.Line.ServiceCategory),
        ("x_Source", l => l.Line.Source),
    ];

    private static string? Quantity(StoredCostLine line) => line.Line.Quantity is { } quantity ? Number(quantity) : null;

    private static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Time(DateOnly day) => day.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Quoted(string? value) => value switch
    {
        null => "",
        _ when value.AsSpan().IndexOfAny(",\"\r\n") >= 0 => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => value,
    };
}
