using System.CommandLine;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Instances;

internal static class ListCommand
{
    public static Command Create(ClientArguments client)
    {
        var definition = new Option<string?>("--definition", "-d") { Description = "Definition id." };
        var status = new Option<string?>("--status") { Description = "Pending, Executing, Suspended, Finished, Cancelled, Faulted, Interrupted; several separated by commas." };
        var incidents = new Option<bool>("--incidents") { Description = "Only those with incidents." };
        var tenant = new Option<string?>("--tenant") { Description = "Only those of a tenant." };
        var search = new Option<string?>("--search") { Description = "Part of id, name, correlation id or definition name." };
        var limit = new Option<int>("--limit", "-n") { Description = "How many, newest first; 1 to 500.", DefaultValueFactory = _ => 50 };
        var command = new Command("list", "Lists instances, newest first.\n\nExample: orchestrator instance list --status Suspended,Faulted --incidents") { definition, status, incidents, tenant, search, limit };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            var printer = client.Printer(parsed);
            var query = string.Join('&', new[]
            {
                ("definitionId", parsed.GetValue(definition)), ("subStatus", parsed.GetValue(status)), ("hasIncidents", parsed.GetValue(incidents) ? "true" : null),
                ("tenant", parsed.GetValue(tenant)), ("search", parsed.GetValue(search)), ("pageSize", parsed.GetValue(limit).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            }.Where(pair => pair.Item2 is not null).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}"));
            var found = await api.GetAsync($"/api/v1/instances?{query}", cancellationToken);
            if (printer.IsJson)
                printer.Json(found!["items"]);
            else
                printer.Table((JsonArray)found!["items"]!, ("ID", "id"), ("DEFINITION", "definitionId"), ("STATUS", "subStatus"), ("INCIDENTS", "incidentCount"), ("TENANT", "tenant"), ("CREATED", "createdAt"), ("NAME", "name"));
            return ExitCode.Ok;
        });
        return command;
    }
}
