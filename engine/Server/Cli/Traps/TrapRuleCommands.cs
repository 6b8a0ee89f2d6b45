using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Traps;

/// <summary><c>orchestrator trap rule …</c>: what is done with traps of a kind.</summary>
internal static class TrapRuleCommands
{
    public static Command Create()
    {
        var client = new ClientArguments();
        var command = new Command("rule", "Saves, lists and deletes the rules for traps.") { Save(client), List(client), Delete(client) };
        client.AddTo(command);
        return command;
    }

    private static Command Save(ClientArguments client)
    {
        var id = Id();
        var file = new Argument<string>("file") { Description = "JSON of the rule." };
        var command = new Command("save", "Makes or changes a rule; it is in force when this returns.\n\nExample: orchestrator trap rule save noise noise.json") { id, file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file)!;
            var source = await TrapFiles.ReadAsync(path, cancellationToken);
            try
            {
                using var _ = JsonDocument.Parse(source);
            }
            catch (JsonException exception)
            {
                throw new CliException($"'{path}' is no JSON: {exception.Message}", ExitCode.Usage, exception);
            }

            using var api = client.Connect(parsed);
            using var content = new ByteArrayContent(source);
            content.Headers.ContentType = new("application/json");
            Print(client.Printer(parsed), [await api.SendAsync(HttpMethod.Put, Address(parsed.GetValue(id)!), content, cancellationToken)]);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command List(ClientArguments client)
    {
        var command = new Command("list", "Lists the rules in their order; the first that matches a trap decides.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            Print(client.Printer(parsed), (await api.GetAsync("/api/v1/snmp/rules", cancellationToken))!["items"]!.AsArray());
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Delete(ClientArguments client)
    {
        var id = Id();
        var command = new Command("delete", "Deletes a rule.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            await api.SendAsync(HttpMethod.Delete, Address(parsed.GetValue(id)!), null, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Argument<string> Id() => new("id") { Description = "Id of the rule." };

    private static string Address(string id) => $"/api/v1/snmp/rules/{Uri.EscapeDataString(id)}";

    private static void Print(Printer printer, JsonArray rules)
    {
        if (printer.IsJson)
            printer.Json(rules);
        else
            printer.Table(rules, ("ID", "id"), ("ORDER", "order"), ("ENABLED", "enabled"), ("NAME", "name"), ("MATCH", "match"), ("THEN", "then"));
    }
}
