using Orchestrator.CSharp;

namespace Orchestrator.Server.Hosting;

/// <summary>Says in the log whose code may run in the server.</summary>
internal sealed partial class CSharpNotice(CSharpTrust trust, ILogger<CSharpNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (trust.IsOn)
            LogOn(logger, string.Join(", ", trust.Names));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(4021, LogLevel.Warning, "C# expressions are on: what {Names} save into definitions runs with the rights of this server.")]
    private static partial void LogOn(ILogger logger, string names);
}
