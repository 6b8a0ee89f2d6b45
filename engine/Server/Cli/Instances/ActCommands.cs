using System.CommandLine;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Instances;

/// <summary>Commands that change instances.</summary>
internal static class ActCommands
{
    public static Command Retry(ClientArguments client)
    {
        var ids = Ids();
        var set = Set("Variable to change before, as NAME=VALUE; may be repeated.");
        var command = new Command("retry", "Executes the faulted activities of instances again.\n\nExample: orchestrator instance retry 4f0c… --set Endpoint=https://vcd.example") { ids, set };
        command.SetAction((parsed, cancellationToken) => EachAsync(
            client, parsed, parsed.GetValue(ids)!, "retry", new JsonObject { ["variables"] = JsonArgument.ReadPairs("--set", parsed.GetValue(set)) }, _ => "retried", cancellationToken));
        return command;
    }

    public static Command Cancel(ClientArguments client)
    {
        var ids = Ids();
        var alone = new Option<bool>("--without-children") { Description = "Leave the instances that descend from it alone." };
        var command = new Command("cancel", "Cancels instances with all that descend from them.\n\nExample: orchestrator instance cancel 4f0c… 51aa…") { ids, alone };
        command.SetAction((parsed, cancellationToken) => EachAsync(
            client, parsed, parsed.GetValue(ids)!, parsed.GetValue(alone) ? "cancel?children=false" : "cancel", null,
            answer => $"cancelled ({(answer?["cancelled"] as JsonArray)?.Count ?? 0} in all)", cancellationToken));
        return command;
    }

    public static Command Resume(ClientArguments client)
    {
        var id = ShowCommand.Id();
        var bookmark = new Argument<string>("bookmark") { Description = "Bookmark id, as 'instance why' shows it." };
        var input = new Option<string?>("--input", "-i") { Description = "What the event would have brought: a JSON object, @FILE, or -." };
        var command = new Command("resume", "Resumes what an instance waits for, as if the event had come.\n\nExample: orchestrator instance resume 4f0c… 9a1b… --input '{\"payload\": true}'") { id, bookmark, input };
        command.SetAction((parsed, cancellationToken) => EachAsync(
            client, parsed, [parsed.GetValue(id)!], $"bookmarks/{Uri.EscapeDataString(parsed.GetValue(bookmark)!)}/resume",
            new JsonObject { ["input"] = JsonArgument.ReadObject("--input", parsed.GetValue(input)) }, _ => "resumed", cancellationToken));
        return command;
    }

    public static Command Rerun(ClientArguments client)
    {
        var id = ShowCommand.Id();
        var from = new Option<string?>("--from") { Description = "Activity to begin at; the start when absent." };
        var set = Set("Variable to change, as NAME=VALUE; may be repeated.");
        var command = new Command("rerun", "Runs an instance again as a new one, from a chosen activity, with the values it had.\n\nExample: orchestrator instance rerun 4f0c… --from charge --set Amount=5") { id, from, set };
        command.SetAction((parsed, cancellationToken) => EachAsync(
            client, parsed, [parsed.GetValue(id)!], "rerun",
            new JsonObject { ["activityId"] = parsed.GetValue(from), ["variables"] = JsonArgument.ReadPairs("--set", parsed.GetValue(set)) },
            answer => $"runs again as {Printer.Text(answer?["instanceId"])}", cancellationToken));
        return command;
    }

    private static Argument<string[]> Ids() => new("id") { Description = "Instance ids.", Arity = ArgumentArity.OneOrMore };

    private static Option<string[]> Set(string description) => new("--set", "-s") { Description = description, HelpName = "NAME=VALUE" };

    /// <summary>Does it to each; one that is refused does not keep the others from it.</summary>
    private static async Task<int> EachAsync(
        ClientArguments client, ParseResult parsed, IReadOnlyList<string> ids, string action, JsonObject? body, Func<JsonNode?, string> done, CancellationToken cancellationToken)
    {
        using var api = client.Connect(parsed);
        var printer = client.Printer(parsed);
        var code = ExitCode.Ok;
        var results = new JsonArray();
        foreach (var id in ids)
        {
            try
            {
                var answer = await api.PostAsync($"/api/v1/instances/{Uri.EscapeDataString(id)}/{action}", body?.DeepClone(), cancellationToken);
                results.Add(new JsonObject { ["id"] = id, ["done"] = true, ["answer"] = answer?.DeepClone() });
                if (!printer.IsJson)
                    printer.Line($"{id}: {done(answer)}");
            }
            catch (CliException exception) when (exception.ExitCode == ExitCode.Refused)
            {
                code = ExitCode.Refused;
                results.Add(new JsonObject { ["id"] = id, ["done"] = false, ["reason"] = exception.Message });
                printer.Progress($"{id}: {exception.Message}");
            }
        }

        if (printer.IsJson)
            printer.Json(results);
        return code;
    }
}
