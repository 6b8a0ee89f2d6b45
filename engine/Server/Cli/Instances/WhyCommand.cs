using System.CommandLine;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Instances;

internal static class WhyCommand
{
    public static Command Create(ClientArguments client)
    {
        var id = ShowCommand.Id();
        var command = new Command("why", "Tells why an instance waits, what would wake it, and with which command.\n\nExample: orchestrator instance why 4f0c…") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            var printer = client.Printer(parsed);
            var why = (await api.GetAsync($"/api/v1/instances/{Uri.EscapeDataString(parsed.GetValue(id)!)}/why", cancellationToken))!;
            if (printer.IsJson)
            {
                printer.Json(why);
                return ExitCode.Ok;
            }

            printer.Line(Printer.Text(why["reason"]));
            foreach (var wait in (JsonArray)why["waits"]!)
            {
                printer.Line("");
                printer.Line($"{Printer.Text(wait!["activityId"])} ({Printer.Text(wait["activityType"])}), since {Printer.Text(wait["since"])}");
                printer.Line($"  {Printer.Text(wait["wakesWhen"])}");
                if (wait["example"] is { } example)
                    printer.Line($"  $ {Printer.Text(example)}");
            }

            ShowCommand.Section(printer, "Open incidents", why["incidents"], ("INCIDENT", "id"), ("ACTIVITY", "activityId"), ("CODE", "code"), ("MESSAGE", "message"));
            ShowCommand.Section(printer, "Unresolved effects", why["unresolvedEffects"], ("EFFECT", "name"), ("ACTIVITY", "activityId"), ("BEGUN", "intentAt"), ("ATTEMPTS", "attempts"));
            ShowCommand.Section(printer, "Messages not sent yet", why["pendingMessages"], ("KIND", "kind"), ("NEXT ATTEMPT", "nextAttemptAt"), ("ATTEMPTS", "attempts"), ("ERROR", "lastError"));
            ShowCommand.Section(printer, "Children that still run", why["children"], ("ID", "id"), ("DEFINITION", "definitionId"), ("STATUS", "subStatus"));
            ShowCommand.Section(printer, "Last attempts", why["lastAttempts"], ("TIME", "timestamp"), ("EVENT", "eventName"), ("ACTIVITY", "activityId"), ("MESSAGE", "message"));
            return ExitCode.Ok;
        });
        return command;
    }
}
