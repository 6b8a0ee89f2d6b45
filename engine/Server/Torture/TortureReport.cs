using System.Globalization;

namespace Orchestrator.Server.Torture;

/// <summary>The result as a row of a Markdown table.</summary>
internal static class TortureReport
{
    public const string Head = """
        | database | doors | kills | restarts of the database | clock jumps | operations | effects seen | lost | doubled | stuck | orphan bookmarks | journal breaks | unsent | seed | minutes |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|

        """;

    public static string Table(TortureOptions options, TortureChecks checks, TimeSpan took)
    {
        var exists = options.Report is not null && File.Exists(options.Report);
        var doors = string.Join(", ", new[] { "HTTP", options.Amqp is null ? null : "AMQP", options.Traps ? "SNMP informs" : null }.OfType<string>());
        var row = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            | {(options.Db is null ? "SQLite" : "PostgreSQL")} | {doors} | {checks.Kills} | {checks.Disturbances} | {(options.ClockJump > 0 ? $"±{options.ClockJump} s" : "none")} | {checks.Operations} | {checks.Requests} | {checks.Lost} | {checks.Doubled} | {checks.Stuck} | {checks.OrphanBookmarks} | {checks.JournalBreaks} | {checks.UnsentMessages} | {options.Seed} | {took.TotalMinutes:0.0} |

            """);
        return exists ? row : Head + row;
    }
}
