using System.CommandLine;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Workflows;

internal static class ValidateCommand
{
    public static Command Create(ClientArguments client)
    {
        var files = DefinitionFiles.Argument();
        var command = new Command("validate", "Checks definitions without saving them; prints every fault. Exit code 5 when one is at fault.\n\nExample: orchestrator workflow validate flows/*.json") { files };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            var printer = client.Printer(parsed);
            var results = new JsonArray();
            foreach (var file in DefinitionFiles.Expand(parsed.GetValue(files)!))
            {
                var model = JsonArgument.ReadObject(file, $"@{file}");
                var answer = (JsonObject)(await api.PostAsync("/api/v1/definitions/validate", model, cancellationToken))!;
                answer["file"] = file;
                results.Add(answer.DeepClone());
                if (!printer.IsJson)
                    Print(printer, file, answer);
            }

            if (printer.IsJson)
                printer.Json(results);
            return results.All(result => result!["isValid"]!.GetValue<bool>()) ? ExitCode.Ok : ExitCode.Refused;
        });
        return command;
    }

    private static void Print(Printer printer, string file, JsonObject answer)
    {
        printer.Line(answer["isValid"]!.GetValue<bool>() ? $"{file}: valid" : $"{file}: at fault");
        foreach (var fault in (JsonArray)answer["faults"]!)
        {
            var place = string.Join('.', new[] { fault!["activityId"], fault["property"] }.OfType<JsonNode>().Select(Printer.Text));
            printer.Line($"  {(place.Length > 0 ? place : "definition")}: {Printer.Text(fault["reason"])}");
        }
    }
}
