using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Functions.Executors.Docker;

namespace Orchestrator.Activities.Functions.Executors;

/// <summary>Looks for the Docker Engine at start and then again and again, and has its base image ready and clears away leftovers while it is there.</summary>
internal sealed partial class FunctionsMaintenance(
    DockerEngine engine, NodeBaseImage baseImage, DockerSweeper sweeper, IOptions<FunctionsOptions> options, TimeProvider time, ILogger<FunctionsMaintenance> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (engine.Endpoint is null)
            return;
        using var timer = new PeriodicTimer(options.Value.ProbeInterval, time);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            var state = await engine.ProbeAsync(stoppingToken);
            if (!state.Available)
                return;
            await baseImage.EnsureAsync(stoppingToken);
            var removed = await sweeper.SweepAsync(stoppingToken);
            if (removed > 0)
                LogSwept(removed);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception exception) when (exception is FunctionExecutorException or IOException or System.Data.Common.DbException)
        {
            LogFailed(exception);
        }
    }
}
