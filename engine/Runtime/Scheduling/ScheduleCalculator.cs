using System.Globalization;
using Orchestrator.Core.Activities;

namespace Orchestrator.Runtime.Scheduling;

/// <summary>When a schedule fires next. Missed times fire once, not all.</summary>
internal static class ScheduleCalculator
{
    /// <param name="kind">cron, interval or once.</param>
    /// <param name="expression">Cron expression, interval or time.</param>
    /// <param name="after">The present time.</param>
    /// <param name="isFirst">True when the schedule is new; a one-shot then fires even if its time is past.</param>
    public static DateTimeOffset? Next(string kind, string expression, DateTimeOffset after, bool isFirst) => kind switch
    {
        "cron" => CronParser.Parse(expression).GetNextOccurrence(after, TimeZoneInfo.Utc),
        "interval" => after + TimeSpan.Parse(expression, CultureInfo.InvariantCulture),
        "once" => isFirst ? DateTimeOffset.Parse(expression, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null,
        _ => throw new InvalidOperationException($"Unknown kind of schedule '{kind}'."),
    };
}
