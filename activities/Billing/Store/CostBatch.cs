using System.Text.Json;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Activities.Billing;

/// <summary>A batch as one JSON parameter, so that a statement handles hundreds of rows in one round trip on both databases.</summary>
internal static class CostBatch
{
    /// <summary>Lines in the order of <see cref="CostSql.LineColumns"/>.</summary>
    public static string OfLines(IEnumerable<CostLine> lines) => JsonSerializer.Serialize(lines.Select(l => new object?[]
    {
        l.Tenant, l.Source, l.LineId, DayNumber.Of(l.ChargeStart), DatabaseTime.ToDatabase(l.ChargeStart), DatabaseTime.ToDatabase(l.ChargeEnd),
        l.ServiceCategory, l.ServiceName, l.ResourceId, l.ResourceName, l.Quantity is { } q ? Money.ToMicros(q) : null, l.Unit,
        Money.ToMicros(l.Cost), l.Currency, l.Tags,
    }));

    public static string OfDeltas(IEnumerable<KeyValuePair<RollupKey, RollupDelta>> deltas) =>
        JsonSerializer.Serialize(deltas.Select(d => new object[] { d.Key.Tenant, d.Key.Currency, d.Key.Day, d.Key.ServiceCategory, d.Value.Cost, d.Value.Lines }));
}
