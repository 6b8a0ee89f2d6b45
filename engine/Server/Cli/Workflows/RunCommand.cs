using System.CommandLine;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Cli.Instances;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Workflows;

internal static class RunCommand
{
    public static Command Create(ClientArguments client)
    {
        var id = new Argument<string>("id") { Description = "Definition id." };
        var input = new Option<string?>("--input", "-i") { Description = "Inputs as a JSON object, @FILE, or - for the standard input." };
        var set = new Option<string[]>("--set", "-s") { Description = "One input as NAME=VALUE; may be repeated.", HelpName = "NAME=VALUE" };
        var correlation = new Option<string?>("--correlation-id") { Description = "Business key of the instance." };
        var name = new Option<string?>("--name") { Description = "Name of the instance." };
        var tenant = new Option<string?>("--tenant") { Description = "Tenant that the instance belongs to." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Show the journal until the instance has finished." };
        var command = new Command(
            "run",
            "Starts a definition; returns at the end of its first burst, or of the instance with --follow. Exit code 6 when an activity has failed.\n\nExample: orchestrator workflow run greet --set name=Ann --follow")
        { id, input, set, correlation, name, tenant, follow };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            var printer = client.Printer(parsed);
            var inputs = JsonArgument.ReadObject("--input", parsed.GetValue(input)) ?? [];
            foreach (var (key, value) in JsonArgument.ReadPairs("--set", parsed.GetValue(set)) ?? [])
                inputs[key] = value?.DeepClone();
            var body = new JsonObject { ["input"] = inputs, ["correlationId"] = parsed.GetValue(correlation), ["name"] = parsed.GetValue(name), ["tenant"] = parsed.GetValue(tenant) };
            var path = $"/api/v1/definitions/{Uri.EscapeDataString(parsed.GetValue(id)!)}";
            if (!parsed.GetValue(follow))
            {
                var answer = (await api.PostAsync($"{path}/execute", body, cancellationToken))!;
                Print(printer, answer);
                return answer["incidents"] is JsonArray { Count: > 0 } ? ExitCode.Faulted : ExitCode.Ok;
            }

            var started = (await api.PostAsync($"{path}/dispatch", body, cancellationToken))!["instanceId"]!.GetValue<string>();
            printer.Progress($"Started instance {started}.");
            var state = await InstanceFollower.FollowAsync(api, started, 0, entry => JournalCommand.Print(printer, entry), cancellationToken);
            if (!printer.IsJson)
                printer.Line($"Instance {started}: {Printer.Text(state?["subStatus"])}");
            return state?["subStatus"]?.GetValue<string>() == "Finished" ? ExitCode.Ok : ExitCode.Faulted;
        });
        return command;
    }

    private static void Print(Printer printer, JsonNode answer)
    {
        if (printer.IsJson)
        {
            printer.Json(answer);
            return;
        }

        printer.Fields(("Instance", answer["instanceId"]), ("Status", answer["subStatus"]), ("Output", answer["output"] is JsonObject { Count: > 0 } output ? output : null));
        foreach (var incident in answer["incidents"] as JsonArray ?? [])
            printer.Line($"Incident at {Printer.Text(incident!["activityId"])}: {Printer.Text(incident["message"])}");
    }
}
