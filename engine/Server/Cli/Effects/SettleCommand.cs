using System.CommandLine;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Effects;

internal static class SettleCommand
{
    public static Command Create(ClientArguments client)
    {
        var key = new Argument<string>("key") { Description = "Key of the effect, as 'effect list' shows it." };
        var happened = new Option<bool>("--done") { Description = "The action happened: its activity gets the receipt instead of acting again." };
        var not = new Option<bool>("--not-done") { Description = "The action did not happen: its activity acts when it is executed again." };
        var receipt = new Option<string?>("--receipt", "-r") { Description = "With --done, what the action gave: JSON, @FILE, or -." };
        var then = new Option<string>("--then") { Description = "retry: execute the faulted activities of the instance again; cancel: cancel the instance; nothing.", DefaultValueFactory = _ => "nothing" };
        then.AcceptOnlyFromAmong("retry", "cancel", "nothing");
        var command = new Command("settle", "Says whether an action happened, and what becomes of its instance.\n\nExample: orchestrator effect settle 4f0c…:9a1b…:deploy --done --receipt '{\"id\":\"vm-7\"}' --then retry")
        {
            key, happened, not, receipt, then,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(happened) == result.GetValue(not))
                result.AddError("Say either --done or --not-done.");
            else if (result.GetValue(not) && result.GetValue(receipt) is not null)
                result.AddError("--receipt goes with --done: what did not happen gave nothing.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            var printer = client.Printer(parsed);
            var next = parsed.GetValue(then);
            var answer = await api.PostAsync(
                "/api/v1/effects/settle",
                new JsonObject
                {
                    ["key"] = parsed.GetValue(key),
                    ["happened"] = parsed.GetValue(happened),
                    ["receipt"] = JsonArgument.ReadValue("--receipt", parsed.GetValue(receipt)),
                    ["then"] = next == "nothing" ? null : next,
                },
                cancellationToken);
            if (printer.IsJson)
                printer.Json(answer);
            else
                printer.Line($"Settled; instance {Printer.Text(answer?["instanceId"])} is {Printer.Text(answer?["became"])}.");
            return ExitCode.Ok;
        });
        return command;
    }
}
