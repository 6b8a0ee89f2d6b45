using System.Globalization;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Runtime.Scheduling;

/// <summary>When schedules fire.</summary>
internal static class ScheduleCalculator
{
    /// <summary>Later than this a fire time counts as missed.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Fire times that one look at a schedule gives at most; the rest comes with the next look.</summary>
    public const int MostAtOnce = 100;

    /// <summary>First fire time of a new schedule; a one-shot fires even if its time is past.</summary>
    public static DateTimeOffset? First(ScheduleSpec spec, DateTimeOffset now) => spec.Kind switch
    {
        "once" => DateTimeOffset.Parse(spec.Expression, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        "interval" => now + Interval(spec.Expression),
        _ => Next(spec.Kind, spec.Expression, spec.TimeZone, now),
    };

    /// <summary>The fire time that follows one; null: none.</summary>
    public static DateTimeOffset? Next(ScheduleRow row, DateTimeOffset fire) => Next(row.Kind, row.Expression, row.TimeZone, fire);

    /// <summary>The fire times that are due, in order and as the misfire policy has them, and the fire time that follows those that were looked at.</summary>
    public static (IReadOnlyList<DateTimeOffset> Due, DateTimeOffset? Next) Due(ScheduleRow row, DateTimeOffset now)
    {
        var due = new List<DateTimeOffset>();
        var fire = row.NextFireAt;
        if (row.Misfire != MisfirePolicy.RunAll && row.Kind == "interval" && fire < now)
            fire = Latest(fire.Value, now, Interval(row.Expression));
        for (; fire <= now && due.Count < MostAtOnce; fire = Next(row, fire.Value))
        {
            if (row.Misfire == MisfirePolicy.RunOnce)
                due.Clear();
            if (row.Misfire != MisfirePolicy.Skip || now - fire.Value <= Grace)
                due.Add(fire.Value);
        }

        return (due, fire);
    }

    /// <summary>The fire times in a period, from its begin to before its end, in order.</summary>
    public static IEnumerable<DateTimeOffset> Within(ScheduleRow row, DateTimeOffset from, DateTimeOffset to)
    {
        var fire = row.Kind switch
        {
            "interval" => row.NextFireAt is { } anchor ? AtOrAfter(anchor, from, Interval(row.Expression)) : null,
            "once" => First(new ScheduleSpec(row.Kind, row.Expression), from) is { } time && time >= from ? time : null,
            _ => Next(row.Kind, row.Expression, row.TimeZone, from.AddTicks(-1)),
        };
        for (; fire < to; fire = Next(row, fire.Value))
            yield return fire.Value;
    }

    private static DateTimeOffset? Next(string kind, string expression, string zone, DateTimeOffset after) => kind switch
    {
        "cron" => CronTimes.Next(expression, zone, after),
        "interval" => after + Interval(expression),
        "once" => null,
        _ => throw new InvalidOperationException($"Unknown kind of schedule '{kind}'."),
    };

    private static TimeSpan Interval(string expression) => TimeSpan.Parse(expression, CultureInfo.InvariantCulture);

    /// <summary>The last multiple of the interval after a fire time that is not after now.</summary>
    private static DateTimeOffset Latest(DateTimeOffset fire, DateTimeOffset now, TimeSpan interval) => fire + (interval * Math.Floor((now - fire) / interval));

    private static DateTimeOffset AtOrAfter(DateTimeOffset anchor, DateTimeOffset from, TimeSpan interval) => anchor + (interval * Math.Ceiling((from - anchor) / interval));
}
