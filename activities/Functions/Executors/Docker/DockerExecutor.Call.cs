using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Executors.Docker;

internal sealed partial class DockerExecutor
{
    /// <summary>Time for a killed or dying container to be gone.</summary>
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(15);

    public async ValueTask<FunctionReply> CallAsync(FunctionVersion version, FunctionSlot slot, FunctionRequest request, CancellationToken cancellationToken)
    {
        var pool = Pool(version);
        var (lease, _) = await pool.AcquireAsync(slot.CallId, options.Value.SlotTimeout, cancellationToken);
        var container = await containers.FindAsync(version, lease.Index, cancellationToken);
        if (container is not { State.Running: true })
        {
            // A handler is never asked twice: a call that was asked before and has lost its container is over.
            if (lease.PostedAt is not null)
                return await EndedAsync(version, container?.ID, TimeSpan.Zero, cancellationToken);
            try
            {
                await starter.StartAsync(version, lease, keepRunning: false, cancellationToken);
            }
            catch (FunctionExecutorException exception) when (exception.FunctionAtFault)
            {
                return FunctionReply.Failure(CallOutcome.Crashed, exception.Message);
            }

            container = await containers.FindAsync(version, lease.Index, cancellationToken);
        }

        pool.MarkPosted(lease);
        return await PostAsync(version, lease, container!.ID, request, cancellationToken);
    }

    private async ValueTask<FunctionReply> PostAsync(FunctionVersion version, Lease lease, string containerId, FunctionRequest request, CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromSeconds(version.Source.Limits.TimeoutSeconds);
        var started = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var door = new ContainerDoor(folder.Socket(version, lease.Index), options.Value.MaxReplyBytes);
        try
        {
            return await door.CallAsync(version, lease.CallId, request, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogKilled(version.Tenant, version.Name, version.Source.Limits.TimeoutSeconds);
            await containers.KillAsync(containerId, cancellationToken);
            return FunctionReply.Failure(
                CallOutcome.TimedOut, $"The function did not answer within its time limit of {version.Source.Limits.TimeoutSeconds} s.", limit.TotalMilliseconds);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or System.Net.Sockets.SocketException)
        {
            return await EndedAsync(version, containerId, time.GetElapsedTime(started), cancellationToken);
        }
        catch (FormatException exception)
        {
            return FunctionReply.Failure(CallOutcome.Invalid, exception.Message, time.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    /// <summary>Says why a container that was asked has no answer.</summary>
    private async ValueTask<FunctionReply> EndedAsync(FunctionVersion version, string? containerId, TimeSpan duration, CancellationToken cancellationToken)
    {
        var end = containerId is null ? null : await WaitForEndAsync(containerId, cancellationToken);
        if (end is null)
            return FunctionReply.Failure(CallOutcome.Crashed, "The function's container ended before it answered.", duration.TotalMilliseconds);
        return end.OutOfMemory
            ? FunctionReply.Failure(CallOutcome.OutOfMemory, OutOfMemory(version), duration.TotalMilliseconds, end.LastLines)
            : FunctionReply.Failure(CallOutcome.Crashed, $"The function's process ended with code {end.ExitCode} before it answered.", duration.TotalMilliseconds, end.LastLines);
    }

    private async ValueTask<ContainerEnd?> WaitForEndAsync(string containerId, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(EndTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await containers.WaitAsync(containerId, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It closed the connection and lives on: it is ended here.
            await containers.KillAsync(containerId, cancellationToken);
        }

        return await containers.EndAsync(containerId, cancellationToken);
    }

    internal static string OutOfMemory(FunctionVersion version) => $"The function exceeded its memory limit of {version.Source.Limits.MemoryMb} MB.";
}
