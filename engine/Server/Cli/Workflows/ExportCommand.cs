using System.CommandLine;
using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Workflows;

internal static class ExportCommand
{
    public static Command Create(ClientArguments client)
    {
        var ids = new Argument<string[]>("id") { Description = "Definition ids; none: all.", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<string?>("--output", "-o") { Description = "File to write; without it one definition goes to the standard output." };
        var version = new Option<int?>("--version-number") { Description = "Version of the one definition; the latest when absent." };
        var command = new Command("export", "Exports one definition as JSON, or several as a zip.\n\nExamples: orchestrator workflow export greet > greet.json\n          orchestrator workflow export -o all.zip") { ids, output, version };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = client.Connect(parsed);
            var wanted = parsed.GetValue(ids) ?? [];
            var one = wanted.Length == 1;
            var content = await api.DownloadAsync(
                one
                    ? $"/api/v1/definitions/{Uri.EscapeDataString(wanted[0])}/export{(parsed.GetValue(version) is { } number ? $"?version={number}" : "")}"
                    : $"/api/v1/definitions/export{(wanted.Length > 0 ? $"?ids={Uri.EscapeDataString(string.Join(',', wanted))}" : "")}",
                cancellationToken);
            if (parsed.GetValue(output) is { } path)
            {
                await File.WriteAllBytesAsync(path, content, cancellationToken);
                client.Printer(parsed).Progress($"Wrote {path}.");
            }
            else if (one)
            {
                await parsed.InvocationConfiguration.Output.WriteAsync(System.Text.Encoding.UTF8.GetString(content));
            }
            else
            {
                throw new CliException("Several definitions make a zip: give --output FILE.zip.", ExitCode.Usage);
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
