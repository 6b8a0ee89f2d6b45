using System.Text.Json;

namespace Orchestrator.Activities.Billing;

/// <summary>Turns a JSON object into a cost line and finds all that is wrong with it.</summary>
internal sealed class CostLineParser(string file, string defaultSource)
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private string _source = defaultSource;
    private string? _currency;

    /// <summary>Takes a value of the file's head.</summary>
    public void SetHeader(string name, string? value)
    {
        if (name == "source")
            _source = value is { Length: > 0 and <= 100 } ? value : throw new CostSourceException($"File '{file}': 'source' must be a text of 1 to 100 characters.");
        else
            _currency = CostLineFields.IsCurrency(value) ? value : throw new CostSourceException($"File '{file}': 'currency' must be a code of three capital letters (ISO 4217), such as EUR.");
    }

    public CostRecord Fault(long index, string field, string reason) => new(file, index, null, [new CostLineFault(file, index, null, field, reason)]);

    public CostRecord Parse(long index, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return Fault(index, "line", $"It must be an object, it is {json.ValueKind}.");
        try
        {
            return ParseObject(index, json);
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone is valid JSON, but no text.
            return Fault(index, "line", "It contains an escaped half of a surrogate pair, which is no valid text.");
        }
    }

    private CostRecord ParseObject(long index, JsonElement json)
    {
        var fields = new CostLineFields(json);
        var start = fields.Time("chargePeriodStart", Earliest, Latest);
        var end = fields.Time("chargePeriodEnd", Earliest, Latest);
        if (start is not null && end is not null && (end <= start || end - start > TimeSpan.FromDays(1)))
            fields.Add("chargePeriodEnd", "It must be after chargePeriodStart and at most 24 hours later: split longer charges by day.");
        var category = fields.RequiredText("serviceCategory", 64);
        var currency = fields.OptionalText("billingCurrency", 3) ?? _currency;
        if (!CostLineFields.IsCurrency(currency))
            fields.Add("billingCurrency", currency is null ? "Neither the line nor the file's head names a currency." : "It must be a code of three capital letters (ISO 4217), such as EUR.");
        var line = new CostLine
        {
            Tenant = fields.RequiredText("org", 200) ?? "",
            Source = _source,
            LineId = fields.RequiredText("id", 200) ?? "",
            ChargeStart = start ?? Earliest,
            ChargeEnd = end ?? Earliest,
            ServiceCategory = category ?? "",
            ServiceName = fields.OptionalText("serviceName", 128) ?? category ?? "",
            ResourceId = fields.OptionalText("resourceId", 300),
            ResourceName = fields.OptionalText("resourceName", 300),
            Quantity = fields.Number("consumedQuantity", required: false),
            Unit = fields.OptionalText("consumedUnit", 64),
            Cost = fields.Number("billedCost", required: true) ?? 0,
            Currency = currency ?? "",
            Tags = fields.Tags("tags"),
        };
        if (fields.Faults.Count == 0)
            return new CostRecord(file, index, line, []);
        var id = line.LineId.Length > 0 ? line.LineId : null;
        return new CostRecord(file, index, null, [.. fields.Faults.Select(f => new CostLineFault(file, index, id, f.Field, f.Reason))]);
    }
}
