namespace Orchestrator.Server.Cli.Client;

/// <summary>Ends the command with one message and an exit code.</summary>
internal sealed class CliException(string message, int exitCode, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode => exitCode;
}
