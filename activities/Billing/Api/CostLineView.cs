using System.Text.Json;

namespace Orchestrator.Activities.Billing;

/// <summary>A line as the API shows it, in the words of the file format.</summary>
internal sealed class CostLineView(StoredCostLine stored)
{
    public string Id => stored.Line.LineId;

    public string Source => stored.Line.Source;

    public DateTimeOffset ChargePeriodStart => stored.Line.ChargeStart;

    public DateTimeOffset ChargePeriodEnd => stored.Line.ChargeEnd;

    public string ServiceCategory => stored.Line.ServiceCategory;

    public string ServiceName => stored.Line.ServiceName;

    public string? ResourceId => stored.Line.ResourceId;

    public string? ResourceName => stored.Line.ResourceName;

    public decimal? ConsumedQuantity => stored.Line.Quantity;

    public string? ConsumedUnit => stored.Line.Unit;

    public decimal BilledCost => stored.Line.Cost;

    public string Currency => stored.Line.Currency;

    public IReadOnlyDictionary<string, string> Tags =>
        stored.Line.Tags is { } tags ? JsonSerializer.Deserialize<Dictionary<string, string>>(tags)! : new Dictionary<string, string>();

    public int Revision => stored.Revision;

    public DateTimeOffset ChangedAt => stored.ChangedAt;
}
