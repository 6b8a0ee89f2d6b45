using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Instances;

internal static class JournalCommand
{
    private const int Page = 1000;

    public static Command Create(ClientArguments client)
    {
        var id = ShowCommand.Id();
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the instance has finished." };
        var after = new Option<long>("--after") { Description = "Only lines after this number." };
        var command = new Command("journal", "Prints the history of an instance; with --json one object a line.\n\nExample: orchestrator instance journal 4f0c… --follow") { id, follow, after };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            var printer = client.Printer(parsed);
            var instance = parsed.GetValue(id)!;
            if (parsed.GetValue(follow))
            {
                await InstanceFollower.FollowAsync(api, instance, parsed.GetValue(after), entry => Print(printer, entry), cancellationToken);
                return ExitCode.Ok;
            }

            for (var skip = parsed.GetValue(after); ; skip += Page)
            {
                var page = (JsonArray)(await api.GetAsync($"/api/v1/instances/{Uri.EscapeDataString(instance)}/journal?skip={skip}&take={Page}", cancellationToken))!["items"]!;
                foreach (var entry in page)
                    Print(printer, entry!);
                if (page.Count < Page)
                    return ExitCode.Ok;
            }
        });
        return command;
    }

    public static void Print(Printer printer, JsonNode entry)
    {
        if (printer.IsJson)
        {
            printer.JsonLine(entry);
            return;
        }

        var time = entry["timestamp"]!.GetValue<DateTimeOffset>().UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var name = entry["activityName"] ?? entry["activityId"];
        printer.Line($"{entry["sequence"],5}  {time}  {Printer.Text(entry["eventName"]),-12}  {Printer.Text(name),-24}  {Printer.Text(entry["message"])}".TrimEnd());
    }
}
