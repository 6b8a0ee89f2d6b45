using System.CommandLine;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Instances;

internal static class ShowCommand
{
    public static Argument<string> Id() => new("id") { Description = "Instance id." };

    public static Command Create(ClientArguments client)
    {
        var id = Id();
        var command = new Command("show", "Shows an instance with its values, waits and incidents.\n\nExample: orchestrator instance show 4f0c…") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            var printer = client.Printer(parsed);
            var found = (await api.GetAsync($"/api/v1/instances/{Uri.EscapeDataString(parsed.GetValue(id)!)}", cancellationToken))!;
            if (printer.IsJson)
            {
                printer.Json(found);
                return ExitCode.Ok;
            }

            printer.Fields(
                ("Instance", found["id"]), ("Definition", $"{Printer.Text(found["definitionId"])} version {found["version"]}"), ("Status", found["subStatus"]), ("Name", found["name"]),
                ("Tenant", found["tenant"]), ("Correlation id", found["correlationId"]), ("Parent", found["parentInstanceId"]), ("Trace", found["traceId"]), ("Created", found["createdAt"]),
                ("Updated", found["updatedAt"]), ("Finished", found["finishedAt"]), ("Input", Filled(found["input"])), ("Output", Filled(found["output"])));
            Section(printer, "Variables", found["variables"], ("NAME", "name"), ("VALUE", "value"));
            Section(printer, "Waits", found["bookmarks"], ("BOOKMARK", "id"), ("ACTIVITY", "activityId"), ("FOR", "description"), ("DUE", "dueAt"));
            Section(printer, "Incidents", found["incidents"], ("INCIDENT", "id"), ("ACTIVITY", "activityId"), ("CODE", "code"), ("SETTLED", "resolvedAt"), ("MESSAGE", "message"));
            return ExitCode.Ok;
        });
        return command;
    }

    public static void Section(Printer printer, string title, JsonNode? items, params (string Heading, string Path)[] columns)
    {
        if (items is not JsonArray { Count: > 0 } list)
            return;
        printer.Line("");
        printer.Line(title);
        printer.Table(list, columns);
    }

    private static JsonNode? Filled(JsonNode? node) => node is JsonObject { Count: > 0 } ? node : null;
}
