using Orchestrator.Server.FirstStart;

namespace Orchestrator.Server.Hosting;

/// <summary>Runs the server until it is told to stop, and turns the usual reasons for failure into sentences.</summary>
internal static class ServeRunner
{
    public static async Task<int> RunAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        await using var server = await OrchestratorServer.StartAsync(options, cancellationToken);
        Console.WriteLine(Welcome.Text(server.FirstStart, options, server.Url, server.SnmpPort));
        await server.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Ok;
    }
}
