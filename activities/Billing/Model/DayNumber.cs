namespace Orchestrator.Activities.Billing;

/// <summary>Days in the database: the number yyyymmdd, readable and in order.</summary>
internal static class DayNumber
{
    public static int Of(DateOnly day) => day.Year * 10_000 + day.Month * 100 + day.Day;

    public static int Of(DateTimeOffset time) => Of(DateOnly.FromDateTime(time.UtcDateTime));

    public static DateOnly ToDay(int number) => new(number / 10_000, number / 100 % 100, number % 100);
}
