namespace Orchestrator.Activities.Billing;

/// <summary>
/// Amounts in the database: whole millionths of the unit (of a currency or a quantity), so that sums are exact on every database.
/// </summary>
internal static class Money
{
    /// <summary>Largest magnitude of one amount; a million such lines still fit into a sum.</summary>
    public const decimal Largest = 1_000_000_000m;

    private const decimal Micro = 1_000_000m;

    /// <summary>Millionths of an amount; more than six decimals are rounded half to even.</summary>
    public static long ToMicros(decimal amount) => (long)decimal.Round(amount * Micro, 0, MidpointRounding.ToEven);

    public static decimal FromMicros(long micros) => micros / Micro;

    /// <summary>The amount with exactly two decimals, rounded half away from zero as bills do.</summary>
    public static decimal Cents(long micros) => WithCents(decimal.Round(FromMicros(micros), 2, MidpointRounding.AwayFromZero));

    /// <summary>
    /// Parts with two decimals that add up to the rounded total: cents that rounding leaves over go to the parts with the largest remainders.
    /// </summary>
    public static decimal[] CentsOfParts(IReadOnlyList<long> parts)
    {
        const long microsPerCent = 10_000;
        var total = (long)(Cents(parts.Sum()) * 100);
        var cents = parts.Select(p => (long)Math.Floor((decimal)p / microsPerCent)).ToArray();
        var left = total - cents.Sum();
        foreach (var index in Enumerable.Range(0, parts.Count).OrderByDescending(i => parts[i] - cents[i] * microsPerCent).ThenBy(i => i))
        {
            if (left <= 0)
                break;
            cents[index]++;
            left--;
        }

        return [.. cents.Select(c => WithCents(c / 100m))];
    }

    // Adding 0.00 sets the scale, so that JSON shows 12.50 and not 12.5.
    private static decimal WithCents(decimal value) => value + 0.00m;
}
