using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.Activities.VCloud;

/// <summary>Registers the extension at start, and again whenever a definition with a route is published or retracted.</summary>
internal sealed partial class ExtensionKeeper(
    IVcdExtension extension, WantedRoutes wanted, VcdClient client, IOptions<VcdOptions> options, TimeProvider time, ILogger<ExtensionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.RegistersExtension || !client.IsConfigured)
            return;
        IReadOnlyList<object>? done = null;
        using var timer = new PeriodicTimer(s_interval, time);
        try
        {
            do
            {
                var now = wanted.Stamp;
                if (done is not null && done.SequenceEqual(now, ReferenceEqualityComparer.Instance))
                    continue;
                try
                {
                    var state = await extension.EnsureAsync(stoppingToken);
                    done = now;
                    LogRegistered(logger, state.Patterns.Count, state.Transport);
                }
                catch (VcdException exception)
                {
                    LogFailed(logger, exception.Message);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
