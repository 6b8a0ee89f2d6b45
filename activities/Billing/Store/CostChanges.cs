namespace Orchestrator.Activities.Billing;

/// <summary>What a batch changes: lines to write, counts, and the differences of the daily sums.</summary>
internal sealed class CostChanges
{
    private readonly SortedDictionary<RollupKey, RollupDelta> _deltas = new(Comparer<RollupKey>.Create(Compare));
    private readonly SortedSet<string> _tenantsThatLostLines = new(StringComparer.Ordinal);
    private readonly List<CostLine> _changed = [];

    public CostChanges(long collection, IReadOnlyList<CostLine> lines, IEnumerable<CostLineRow> known)
    {
        var byId = known.ToDictionary(k => (k.Tenant, k.Source, k.LineId));
        foreach (var line in lines)
        {
            var old = byId.GetValueOrDefault((line.Tenant, line.Source, line.LineId));
            if (old is null)
                Inserted++;
            else if (old.ToLine() != line)
            {
                if (old.FirstCollection == collection)
                    Inserted++;
                else
                    Updated++;
                Add(new RollupKey(old.Tenant, old.Currency, old.ChargeDay, old.ServiceCategory), -old.Cost, -1);
            }
            else
            {
                // Saved by an attempt of this collection that died.
                if (old.FirstCollection == collection)
                    Inserted++;
                else if (old.LastCollection == collection)
                    Updated++;
                continue;
            }

            _changed.Add(line);
            Add(new RollupKey(line.Tenant, line.Currency, DayNumber.Of(line.ChargeStart), line.ServiceCategory), Money.ToMicros(line.Cost), 1);
        }

        foreach (var nothing in _deltas.Where(d => d.Value == default).Select(d => d.Key).ToList())
            _deltas.Remove(nothing);
        foreach (var less in _deltas.Where(d => d.Value.Lines < 0))
            _tenantsThatLostLines.Add(less.Key.Tenant);
    }

    public int Inserted { get; }

    public int Updated { get; }

    /// <summary>New and corrected lines.</summary>
    public IReadOnlyList<CostLine> Changed => _changed;

    /// <summary>In one order everywhere, so that two transactions never wait for each other in a circle.</summary>
    public IReadOnlyCollection<KeyValuePair<RollupKey, RollupDelta>> Deltas => _deltas;

    /// <summary>Tenants of whose daily sums one may now be without any line.</summary>
    public IReadOnlyCollection<string> TenantsThatLostLines => _tenantsThatLostLines;

    private void Add(RollupKey key, long cost, long lines)
    {
        var delta = _deltas.GetValueOrDefault(key);
        _deltas[key] = new RollupDelta(delta.Cost + cost, delta.Lines + lines);
    }

    private static int Compare(RollupKey x, RollupKey y)
    {
        var order = string.CompareOrdinal(x.Tenant, y.Tenant);
        order = order != 0 ? order : string.CompareOrdinal(x.Currency, y.Currency);
        order = order != 0 ? order : x.Day.CompareTo(y.Day);
        return order != 0 ? order : string.CompareOrdinal(x.ServiceCategory, y.ServiceCategory);
    }
}
