using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Workflows;

internal static class ImportCommand
{
    public static Command Create(ClientArguments client)
    {
        var files = DefinitionFiles.Argument();
        var publish = new Option<bool>("--publish") { Description = "Publish them." };
        var command = new Command("import", "Imports definitions: all, or none when one is at fault.\n\nExample: orchestrator workflow import flows/ --publish") { files, publish };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            var printer = client.Printer(parsed);
            var paths = DefinitionFiles.Expand(parsed.GetValue(files)!);
            printer.Progress(string.Create(CultureInfo.InvariantCulture, $"Importing {paths.Count} file(s) …"));
            using var form = new MultipartFormDataContent();
            foreach (var path in paths)
                form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(path, cancellationToken)), "files", Path.GetFileName(path));
            var answer = await api.SendAsync(HttpMethod.Post, $"/api/v1/definitions/import?publish={(parsed.GetValue(publish) ? "true" : "false")}", form, cancellationToken);
            if (printer.IsJson)
                printer.Json(answer!["imported"]);
            else
                printer.Table((JsonArray)answer!["imported"]!, ("ID", "definitionId"), ("NAME", "name"), ("VERSION", "version"), ("PUBLISHED", "isPublished"));
            return ExitCode.Ok;
        });
        return command;
    }
}
