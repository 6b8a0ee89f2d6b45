using System.Globalization;

namespace Orchestrator.Activities.Billing;

/// <summary>A calendar month in UTC.</summary>
/// <param name="Year">2000 to 2099.</param>
/// <param name="Month">1 to 12.</param>
public readonly record struct BillingMonth(int Year, int Month) : IComparable<BillingMonth>
{
    public DateOnly First => new(Year, Month, 1);

    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    public int Days => DateTime.DaysInMonth(Year, Month);

    public static BillingMonth Of(DateOnly day) => new(day.Year, day.Month);

    public static BillingMonth Of(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month);

    public BillingMonth Plus(int months) => Of(First.AddMonths(months));

    public int CompareTo(BillingMonth other) => (Year, Month).CompareTo((other.Year, other.Month));

    /// <summary>Reads <c>YYYY-MM</c>; null when the text is no month between 2000-01 and 2099-12.</summary>
    public static BillingMonth? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2099 ? Of(day) : null;

    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static bool operator <(BillingMonth left, BillingMonth right) => left.CompareTo(right) < 0;

    public static bool operator >(BillingMonth left, BillingMonth right) => left.CompareTo(right) > 0;

    public static bool operator <=(BillingMonth left, BillingMonth right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BillingMonth left, BillingMonth right) => left.CompareTo(right) >= 0;
}
