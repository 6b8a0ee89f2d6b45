using System.CommandLine;
using Orchestrator.Server.Cli.Client;

namespace Orchestrator.Server.Cli.Effects;

/// <summary><c>orchestrator effect …</c></summary>
internal static class EffectCommands
{
    public static Command Create()
    {
        var client = new ClientArguments();
        var command = new Command("effect", "Lists actions on the outside world of which nobody knows whether they happened, and settles them.") { ListCommand.Create(client), SettleCommand.Create(client) };
        client.AddTo(command);
        return command;
    }
}
