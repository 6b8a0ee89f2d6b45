using Cronos;

namespace Orchestrator.Core.Activities;

/// <summary>
/// Fire times of cron expressions in time zones. Expressions of fixed times ("30 2 * * *") fire once on every day that they name: at the end of the gap when the clock is set
/// forward over the time, at the first of the two when it is set back over it. Others ("*/10 * * * *") go on in steady steps of real time over both changes.
/// </summary>
/// <remarks>
/// Cronos finds the times on the clock; the zone is applied here. Its own way with zones gives times that are past in those whose standard time is that of summer,
/// such as Europe/Dublin and Africa/Casablanca (0.13).
/// </remarks>
public static class CronTimes
{
    /// <summary>More than any zone is away from UTC.</summary>
    private static readonly TimeSpan s_aside = TimeSpan.FromHours(26);

    /// <summary>The first fire time after a time, in UTC; null: never.</summary>
    public static DateTimeOffset? Next(string expression, string? zone, DateTimeOffset after)
    {
        var (cron, timeZone) = (CronParser.Parse(expression), ScheduleZone.Find(zone));
        return IsSteady(expression) ? NextSteady(cron, timeZone, after.UtcDateTime) : NextFixed(cron, timeZone, after.UtcDateTime);
    }

    /// <summary>Whether seconds, minutes or hours are given by a pattern.</summary>
    private static bool IsSteady(string expression)
    {
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 5 ? expression is not ("@daily" or "@midnight" or "@weekly" or "@monthly" or "@yearly" or "@annually") : fields[..^3].Any(field => field.AsSpan().ContainsAny("*/-"));
    }

    private static DateTimeOffset? NextSteady(CronExpression cron, TimeZoneInfo zone, DateTime after)
    {
        for (var inclusive = false; ; inclusive = true)
        {
            var offset = zone.GetUtcOffset(after);
            if (cron.GetNextOccurrence(Clock(after, offset), inclusive) is not { } clock)
                return null;
            var time = clock - offset;
            if (zone.GetUtcOffset(time) == offset)
                return time;
            after = Change(zone, after, time);
        }
    }

    private static DateTimeOffset? NextFixed(CronExpression cron, TimeZoneInfo zone, DateTime after)
    {
        var clock = Clock(after, zone.GetUtcOffset(after));
        while (true)
        {
            if (cron.GetNextOccurrence(clock) is not { } next)
                return null;
            var time = Earliest(zone, clock = next);
            if (time > after)
                return time;
        }
    }

    /// <summary>When a clock first shows a time, or the end of the gap that the time is in.</summary>
    private static DateTime Earliest(TimeZoneInfo zone, DateTime clock)
    {
        var (before, later) = (zone.GetUtcOffset(clock - s_aside), zone.GetUtcOffset(clock + s_aside));
        if (zone.GetUtcOffset(clock - before) == before)
            return clock - before;
        return zone.GetUtcOffset(clock - later) == later ? clock - later : Change(zone, clock - later, clock - before);
    }

    /// <summary>The first second after a change of the offset between two times.</summary>
    private static DateTime Change(TimeZoneInfo zone, DateTime low, DateTime high)
    {
        var offset = zone.GetUtcOffset(low);
        while (high - low > TimeSpan.FromTicks(1))
        {
            var middle = low + ((high - low) / 2);
            (low, high) = zone.GetUtcOffset(middle) == offset ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>What a clock shows, as Cronos wants it: as if it were UTC.</summary>
    private static DateTime Clock(DateTime time, TimeSpan offset) => DateTime.SpecifyKind(time + offset, DateTimeKind.Utc);
}
