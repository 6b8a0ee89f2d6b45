using Microsoft.Extensions.Options;
using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>Starts containers and waits until they take requests; only a few at a time, because starts do not run faster in parallel.</summary>
internal sealed class ContainerStarter(
    FunctionContainers containers, RunFolder folder, DockerNames names, IOptions<FunctionsOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _starts = new(options.Value.MaxParallelStarts > 0 ? options.Value.MaxParallelStarts : 2 * Environment.ProcessorCount);

    /// <param name="keepRunning">A running container is taken as it is; else it is a leftover and ended first.</param>
    public async ValueTask<FunctionSlot> StartAsync(FunctionVersion version, Lease lease, bool keepRunning, CancellationToken cancellationToken)
    {
        await _starts.WaitAsync(cancellationToken);
        try
        {
            var found = await containers.FindAsync(version, lease.Index, cancellationToken);
            var id = found?.ID ?? await containers.EnsureAsync(version, lease.Index, cancellationToken);
            var slot = new FunctionSlot(lease.CallId, lease.Index, id, names.Container(version, lease.Index));
            if (found is { State.Running: true })
            {
                if (keepRunning && File.Exists(folder.Socket(version, lease.Index)))
                    return slot;
                await containers.KillAsync(id, cancellationToken);
            }

            await StartAsync(version, lease.Index, id, cancellationToken);
            return slot;
        }
        finally
        {
            _starts.Release();
        }
    }

    public void Dispose() => _starts.Dispose();

    private async ValueTask StartAsync(FunctionVersion version, int index, string id, CancellationToken cancellationToken)
    {
        File.Delete(folder.Socket(version, index));
        using var signal = new ReadySignal(folder.Mounted(version, index));
        await containers.StartAsync(id, cancellationToken);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = containers.WaitAsync(id, over.Token).AsTask();
        var first = await Task.WhenAny(signal.Ready, ended, Task.Delay(options.Value.StartTimeout, time, over.Token));
        await over.CancelAsync();
        if (first == signal.Ready)
        {
            await signal.Ready;
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (first == ended)
        {
            await ended;
            var end = await containers.EndAsync(id, cancellationToken);
            throw new FunctionExecutorException(WhyItEnded(version, end)) { FunctionAtFault = true };
        }

        await containers.KillAsync(id, cancellationToken);
        throw new FunctionExecutorException($"The function did not take requests within {options.Value.StartTimeout.TotalSeconds:0} s of its start.") { FunctionAtFault = true };
    }

    private static string WhyItEnded(FunctionVersion version, ContainerEnd? end) => end switch
    {
        null => "The function's container ended while it started.",
        { OutOfMemory: true } => DockerExecutor.OutOfMemory(version),
        _ => $"The function's process ended with code {end.ExitCode} while it started{(end.LastLines.Count > 0 ? ": " + end.LastLines[^1] : "")}.",
    };
}
