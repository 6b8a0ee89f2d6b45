using System.CommandLine;
using Orchestrator.Server.Cli.Client;

namespace Orchestrator.Server.Cli.Workflows;

/// <summary><c>orchestrator workflow …</c></summary>
internal static class WorkflowCommands
{
    public static Command Create()
    {
        var client = new ClientArguments();
        var command = new Command("workflow", "Validates, imports, exports, runs and lists workflow definitions.")
        {
            ListCommand.Create(client), ValidateCommand.Create(client), ImportCommand.Create(client), ExportCommand.Create(client), RunCommand.Create(client),
        };
        client.AddTo(command);
        return command;
    }
}
