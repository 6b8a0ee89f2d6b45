using CsCheck;
using Orchestrator.Core.Activities;
using Orchestrator.Runtime.Scheduling;
using Orchestrator.Runtime.Stores;

namespace Orchestrator.Tests.Runtime;

/// <summary>Fire times over changes of summer time, and what becomes of missed ones.</summary>
public sealed class ScheduleCalculatorTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] s_names =
    [
        "UTC", "Europe/Sofia", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Apia", "Europe/London", "Europe/Dublin",
    ];

    private static readonly Gen<string> s_zones = Gen.Int[0, s_names.Length - 1].Select(i => s_names[i]);

    [Fact]
    public void A_daily_time_fires_once_each_day_in_every_zone() => Gen.Select(s_zones, Gen.Int[0, 59], Gen.Int[0, 23]).Sample((zone, minute, hour) =>
    {
        var row = Cron($"{minute} {hour} * * *", zone);

        var days = ScheduleCalculator.Within(row, s_start, s_start.AddYears(1)).Select(fire => TimeZoneInfo.ConvertTime(fire, ScheduleZone.Find(zone)).Date).ToList();

        Assert.Equal(days.Distinct(), days);
        Assert.Equal(Enumerable.Range(0, days.Count).Select(day => days[0].AddDays(day)), days);
    });

    [Fact]
    public void Fire_times_are_the_same_however_often_one_looks() => Gen.Select(s_zones, Gen.Int[1, 30], Gen.Int[0, 23], Gen.Int[1, 500_000].List[1, 20]).Sample((zone, step, hour, looks) =>
    {
        var row = Cron($"*/{step} {hour} * * *", zone) with { Misfire = MisfirePolicy.RunAll, NextFireAt = s_start };
        row = row with { NextFireAt = ScheduleCalculator.Next(row, s_start) };
        var first = row.NextFireAt!.Value;
        var fired = new List<DateTimeOffset>();
        var now = s_start;

        foreach (var seconds in looks)
        {
            now = now.AddSeconds(seconds);
            while (row.NextFireAt <= now)
            {
                var (due, next) = ScheduleCalculator.Due(row, now);
                fired.AddRange(due);
                row = row with { NextFireAt = next };
            }
        }

        Assert.Equal(ScheduleCalculator.Within(row, first, now.AddTicks(1)), fired);
    });

    [Theory]
    [InlineData("30 2 * * *", "2026-03-29T01:00:00Z")] // 02:30 is left out in Berlin: it fires when the clock has gone to 03:00.
    [InlineData("30 3 * * *", "2026-03-29T01:30:00Z")]
    public void A_time_that_summer_time_leaves_out_fires_when_the_clock_has_moved_on(string expression, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null), ScheduleCalculator.Within(Cron(expression, "Europe/Berlin"), new(2026, 3, 29, 0, 0, 0, TimeSpan.Zero), new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero)).Single());

    /// <summary>Dublin and Casablanca set their clocks back in winter instead of forward in summer, which is the same for people but not for every library.</summary>
    [Theory]
    [InlineData("Europe/Dublin", "2026-03-28T23:50:00Z", "2026-03-29T02:10:00Z")]
    [InlineData("Europe/Dublin", "2026-10-24T23:50:00Z", "2026-10-25T02:10:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T00:50:00Z", "2026-03-29T02:10:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24T23:50:00Z", "2026-10-25T02:10:00Z")]
    [InlineData("Africa/Casablanca", "2026-03-22T00:50:00Z", "2026-03-22T03:10:00Z")]
    [InlineData("Africa/Casablanca", "2026-02-15T00:50:00Z", "2026-02-15T03:10:00Z")]
    public void Every_minute_fires_over_a_change_of_the_clock(string zone, string from, string to)
    {
        var (start, end) = (DateTimeOffset.Parse(from, null), DateTimeOffset.Parse(to, null));

        var fired = ScheduleCalculator.Within(Cron("* * * * *", zone), start, end);

        Assert.Equal(Enumerable.Range(0, (int)(end - start).TotalMinutes).Select(minute => start.AddMinutes(minute)), fired);
    }

    [Fact]
    public void A_time_that_comes_twice_fires_once() => Assert.Single(
        ScheduleCalculator.Within(Cron("30 2 * * *", "Europe/Berlin"), new(2026, 10, 24, 23, 0, 0, TimeSpan.Zero), new(2026, 10, 25, 12, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("*/7 1 * * *")]
    [InlineData("0,30 * * * *")]
    [InlineData("30 1 * * *")]
    [InlineData("15 0 */6 * * *")]
    public void Every_zone_of_the_machine_has_fire_times_that_follow_each_other(string expression) => Assert.All(TimeZoneInfo.GetSystemTimeZones(), zone =>
    {
        var row = Cron(expression, zone.Id);
        var time = s_start;

        for (var n = 0; n < 400 && time < s_start.AddYears(1); n++)
        {
            var next = ScheduleCalculator.Next(row, time)!.Value;
            Assert.True(next > time, $"{next:O} follows {time:O}");
            time = next;
        }
    });

    [Theory]
    [InlineData(MisfirePolicy.RunOnce, "12:00")]
    [InlineData(MisfirePolicy.RunAll, "09:00 10:00 11:00 12:00")]
    [InlineData(MisfirePolicy.Skip, "")]
    public void Missed_times_fire_as_the_policy_says(MisfirePolicy policy, string expected)
    {
        var row = Cron("0 * * * *", "UTC") with { Misfire = policy, NextFireAt = s_start.AddHours(9) };

        var (due, next) = ScheduleCalculator.Due(row, s_start.AddHours(12).AddMinutes(30));

        Assert.Equal(expected, string.Join(' ', due.Select(fire => $"{fire:HH:mm}")));
        Assert.Equal(s_start.AddHours(13), next);
    }

    [Fact]
    public void A_time_on_time_fires_with_every_policy() => Assert.All(Enum.GetValues<MisfirePolicy>(), policy =>
    {
        var row = Cron("0 * * * *", "UTC") with { Misfire = policy, NextFireAt = s_start.AddHours(9) };

        Assert.Equal(s_start.AddHours(9), Assert.Single(ScheduleCalculator.Due(row, s_start.AddHours(9).AddSeconds(1)).Due));
    });

    [Fact]
    public void An_interval_does_not_drift()
    {
        var row = Cron("00:10:00", "UTC") with { Kind = "interval", NextFireAt = s_start };

        var (due, next) = ScheduleCalculator.Due(row, s_start.AddMinutes(37));

        Assert.Equal(s_start.AddMinutes(30), Assert.Single(due));
        Assert.Equal(s_start.AddMinutes(40), next);
    }

    private static ScheduleRow Cron(string expression, string zone) => new()
    {
        Id = "d:c",
        DefinitionId = "d",
        ActivityId = "c",
        Tenant = "",
        Kind = "cron",
        Expression = expression,
        TimeZone = zone,
    };
}
