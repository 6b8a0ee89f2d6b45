using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Effects;

internal static class ListCommand
{
    public static Command Create(ClientArguments client)
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only those of a tenant." };
        var limit = new Option<int>("--limit", "-n") { Description = "How many, oldest first; 1 to 500.", DefaultValueFactory = _ => 50 };
        var command = new Command(
            "list", "Lists actions of which nobody knows whether they happened, oldest first: an intent was saved, then the action failed or broke off before its receipt.\n\nExample: orchestrator effect list")
        { tenant, limit };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            var printer = client.Printer(parsed);
            var query = $"pageSize={parsed.GetValue(limit).ToString(CultureInfo.InvariantCulture)}{(parsed.GetValue(tenant) is { } of ? $"&tenant={Uri.EscapeDataString(of)}" : "")}";
            var found = await api.GetAsync($"/api/v1/effects?{query}", cancellationToken);
            var items = (JsonArray)found!["items"]!;
            if (printer.IsJson)
                printer.Json(items);
            else if (items.Count == 0)
                printer.Progress("Of every action it is known whether it happened.");
            else
                printer.Table(
                    items, ("KEY", "key"), ("ACTION", "name"), ("ACTIVITY", "activityId"), ("DEFINITION", "definitionId"), ("TENANT", "tenant"), ("SINCE", "intentAt"), ("TRIES", "attempts"), ("CAUSE", "cause"));
            return ExitCode.Ok;
        });
        return command;
    }
}
