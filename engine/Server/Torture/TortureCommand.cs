using System.CommandLine;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Torture;

/// <summary><c>orchestrator torture</c>.</summary>
internal static class TortureCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "Folder of a server that is started, loaded and killed with signal 9.", HelpName = "DIR" };
        var url = new Option<string?>("--url") { Description = "Instead: an installation that runs already; it is loaded and checked, you kill it.", HelpName = "URL" };
        var apiKey = new Option<string?>("--api-key") { Description = "Key of an administrator of that installation.", HelpName = "KEY" };
        var db = new Option<string?>("--db") { Description = "PostgreSQL of the server that is started.", HelpName = "CONNECTION" };
        var amqp = new Option<string?>("--amqp") { Description = "RabbitMQ: also start workflows by messages.", HelpName = "URI" };
        var traps = new Option<bool>("--traps") { Description = "Also start workflows by SNMP informs." };
        var kills = new Option<int>("--kills") { Description = "How often it is killed.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var seconds = new Option<double>("--seconds") { Description = "Longest time between kills; with --url: how long the load lasts.", HelpName = "N", DefaultValueFactory = _ => 3 };
        var callers = new Option<int>("--callers") { Description = "Callers at the same time.", HelpName = "N", DefaultValueFactory = _ => 8 };
        var seed = new Option<int>("--seed") { Description = "Makes the moments of the kills.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var disturb = new Option<string?>("--disturb") { Description = "Shell command run at every fifth kill and at the end, such as a restart of the database.", HelpName = "COMMAND" };
        var clock = new Option<int>("--clock-jump") { Description = "Each start moves the server's clock by up to so many seconds, either way.", HelpName = "SECONDS" };
        var report = new Option<string?>("--report") { Description = "File that the row of the result is appended to.", HelpName = "FILE" };
        var command = new Command("torture", "Loads a server, kills it at random moments and proves that nothing was lost, doubled or stuck.")
        {
            data, url, apiKey, db, amqp, traps, kills, seconds, callers, seed, disturb, clock, report,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new TortureOptions
            {
                Data = parsed.GetValue(data) is { } folder ? Path.GetFullPath(folder) : null,
                Url = Address(parsed.GetValue(url), "--url"),
                ApiKey = parsed.GetValue(apiKey),
                Db = parsed.GetValue(db),
                Amqp = Address(parsed.GetValue(amqp), "--amqp"),
                Traps = parsed.GetValue(traps),
                Kills = parsed.GetValue(kills),
                Seconds = parsed.GetValue(seconds),
                Callers = parsed.GetValue(callers),
                Seed = parsed.GetValue(seed),
                Disturb = parsed.GetValue(disturb),
                ClockJump = parsed.GetValue(clock),
                Report = parsed.GetValue(report),
            };
            if (options.Data is null == (options.Url is null))
                throw new StartupException("Give either --data DIR, for a server that is started and killed, or --url URL.") { ExitCode = ExitCode.Usage };
            return TortureRunner.RunAsync(options, cancellationToken);
        });
        return command;
    }

    private static Uri? Address(string? text, string option)
    {
        if (text is null)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            ? address
            : throw new StartupException($"{option} '{text}' is no address, such as http://127.0.0.1:8080 or amqp://user:password@host.") { ExitCode = ExitCode.Usage };
    }
}
