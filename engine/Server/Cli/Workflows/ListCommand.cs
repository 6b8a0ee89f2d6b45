using System.CommandLine;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Workflows;

internal static class ListCommand
{
    public static Command Create(ClientArguments client)
    {
        var search = new Option<string?>("--search") { Description = "Part of the name or id." };
        var label = new Option<string?>("--label") { Description = "Only those with this label." };
        var command = new Command("list", "Lists definitions.\n\nExample: orchestrator workflow list --label billing") { search, label };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            var printer = client.Printer(parsed);
            var query = $"search={Uri.EscapeDataString(parsed.GetValue(search) ?? "")}&label={Uri.EscapeDataString(parsed.GetValue(label) ?? "")}&pageSize=500";
            var found = await api.GetAsync($"/api/v1/definitions?{query}", cancellationToken);
            if (printer.IsJson)
                printer.Json(found!["items"]);
            else
                printer.Table((JsonArray)found!["items"]!, ("ID", "definitionId"), ("NAME", "name"), ("VERSION", "version"), ("PUBLISHED", "isPublished"), ("BUILT-IN", "isReadonly"), ("LABELS", "labels"));
            return ExitCode.Ok;
        });
        return command;
    }
}
