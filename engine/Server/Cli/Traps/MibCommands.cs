using System.CommandLine;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Traps;

/// <summary><c>orchestrator trap mib …</c>: the MIBs that name what traps carry.</summary>
internal static class MibCommands
{
    public static Command Create()
    {
        var client = new ClientArguments();
        var command = new Command("mib", "Imports, lists and deletes MIBs, which name what traps carry.") { Import(client), List(client), Delete(client) };
        client.AddTo(command);
        return command;
    }

    private static Command Import(ClientArguments client)
    {
        var files = new Argument<string[]>("file") { Description = "MIB files (SMIv2 or SMIv1), in any order.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("import", "Imports MIB files; a module of the same name is replaced.\n\nExample: orchestrator trap mib import ACME-SMI.txt ACME-TRAP-MIB.txt") { files };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var sources = new List<byte[]>();
            foreach (var path in parsed.GetValue(files)!)
                sources.Add(await TrapFiles.ReadAsync(path, cancellationToken));
            using var api = client.Connect(parsed);
            var names = new List<string>();
            foreach (var source in sources)
            {
                using var content = new ByteArrayContent(source);
                var answer = await api.SendAsync(HttpMethod.Post, "/api/v1/snmp/mibs", content, cancellationToken);
                names.Add(answer!["module"]!.GetValue<string>());
            }

            // Asked again at the end: a module that comes later may place what an earlier one builds on.
            var all = (await api.GetAsync("/api/v1/snmp/mibs", cancellationToken))!["items"]!.AsArray();
            Print(client.Printer(parsed), new JsonArray([.. all.Where(mib => names.Contains(mib!["module"]!.GetValue<string>())).Select(mib => mib!.DeepClone())]));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command List(ClientArguments client)
    {
        var command = new Command("list", "Lists imported MIBs, with what could not be placed.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            Print(client.Printer(parsed), (await api.GetAsync("/api/v1/snmp/mibs", cancellationToken))!["items"]!.AsArray());
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Delete(ClientArguments client)
    {
        var module = new Argument<string>("module") { Description = "Name of the module." };
        var command = new Command("delete", "Deletes an imported MIB.") { module };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            await api.SendAsync(HttpMethod.Delete, $"/api/v1/snmp/mibs/{Uri.EscapeDataString(parsed.GetValue(module)!)}", null, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Printer printer, JsonArray mibs)
    {
        if (printer.IsJson)
            printer.Json(mibs);
        else
            printer.Table(mibs, ("MODULE", "module"), ("OBJECTS", "objects"), ("NOTIFICATIONS", "notifications"), ("PROBLEMS", "problems"));
    }
}
