using System.CommandLine;
using Orchestrator.Server.Cli.Client;

namespace Orchestrator.Server.Cli.Instances;

/// <summary><c>orchestrator instance …</c></summary>
internal static class InstanceCommands
{
    public static Command Create()
    {
        var client = new ClientArguments();
        var command = new Command("instance", "Lists instances, tells why they wait, and retries, cancels or resumes them.")
        {
            ListCommand.Create(client), ShowCommand.Create(client), WhyCommand.Create(client), JournalCommand.Create(client), ActCommands.Retry(client), ActCommands.Cancel(client),
            ActCommands.Resume(client), ActCommands.Rerun(client),
        };
        client.AddTo(command);
        return command;
    }
}
