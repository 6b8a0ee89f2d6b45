using Orchestrator.Server.Cli.Client;
using Orchestrator.Server.Hosting;

namespace Orchestrator.Server.Cli.Traps;

/// <summary>Files that a command was given.</summary>
internal static class TrapFiles
{
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{path}' cannot be read: {exception.Message}", ExitCode.Usage, exception);
        }
    }
}
