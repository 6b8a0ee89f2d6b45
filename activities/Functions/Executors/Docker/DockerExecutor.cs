using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>Runs functions in containers of a Docker Engine: start → POST → stop for each call, one call at a time in a container.</summary>
internal sealed partial class DockerExecutor(
    DockerEngine engine,
    FunctionImages images,
    FunctionContainers containers,
    RunFolder folder,
    ContainerStarter starter,
    IOptions<FunctionsOptions> options,
    TimeProvider time,
    ILogger<DockerExecutor> logger) : IFunctionExecutor
{
    public const string ExecutorName = "docker";

    private readonly ConcurrentDictionary<(string Tenant, string Name, int Version), SlotPool> _pools = new();

    public string Name => ExecutorName;

    public ValueTask<ExecutorState> ProbeAsync(CancellationToken cancellationToken) => engine.ProbeAsync(cancellationToken);

    public ValueTask<string> PrepareAsync(FunctionVersion version, CancellationToken cancellationToken) => images.PrepareAsync(version, cancellationToken);

    public ValueTask<BuildResult> BuildAsync(FunctionVersion version, string key, CancellationToken cancellationToken) => images.BuildAsync(version, key, cancellationToken);

    public ValueTask<BuildResult?> FindBuildAsync(FunctionVersion version, string key, CancellationToken cancellationToken) =>
        images.FindAsync(version, key, cancellationToken);

    public async ValueTask<string?> CreateContainerAsync(FunctionVersion version, CancellationToken cancellationToken) =>
        await containers.EnsureAsync(version, 0, cancellationToken);

    public async ValueTask<string?> VerifyAsync(FunctionVersion version, string callId, CancellationToken cancellationToken)
    {
        try
        {
            var slot = await StartAsync(version, callId, cancellationToken);
            using var deadline = new CancellationTokenSource(options.Value.StartTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
            using var door = new ContainerDoor(folder.Socket(version, slot.Index), options.Value.MaxReplyBytes);
            return await door.HealthAsync(either.Token);
        }
        catch (FunctionExecutorException exception) when (exception.FunctionAtFault)
        {
            return exception.Message;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or FormatException)
        {
            return $"the function's server does not answer: {exception.Message}";
        }
        finally
        {
            await StopAsync(version, callId, CancellationToken.None);
        }
    }

    public async ValueTask<FunctionSlot> StartAsync(FunctionVersion version, string callId, CancellationToken cancellationToken)
    {
        var pool = Pool(version);
        var (lease, known) = await pool.AcquireAsync(callId, options.Value.SlotTimeout, cancellationToken);
        try
        {
            return await starter.StartAsync(version, lease, keepRunning: known, cancellationToken);
        }
        catch (FunctionExecutorException)
        {
            pool.Release(callId);
            throw;
        }
    }

    public async ValueTask<FunctionSlot?> FindStartedAsync(FunctionVersion version, string callId, CancellationToken cancellationToken)
    {
        if (Pool(version).Find(callId) is not { } lease)
            return null;
        var container = await containers.FindAsync(version, lease.Index, cancellationToken);
        return container is { State.Running: true } && File.Exists(folder.Socket(version, lease.Index))
            ? new(callId, lease.Index, container.ID, container.Name.TrimStart('/'))
            : null;
    }

    public async ValueTask StopAsync(FunctionVersion version, string callId, CancellationToken cancellationToken)
    {
        var pool = Pool(version);
        if (pool.Find(callId) is not { } lease)
            return;
        if (await containers.FindAsync(version, lease.Index, cancellationToken) is { State.Running: true } container)
            await containers.StopAsync(container.ID, cancellationToken);
        pool.Release(callId);
    }

    public async ValueTask<bool> RemoveAsync(FunctionVersion version, bool force, CancellationToken cancellationToken)
    {
        var pool = Pool(version);
        pool.Close();
        var busy = false;
        for (var index = 0; index < options.Value.MaxContainersPerFunction; index++)
            busy |= !force && pool.IsLeased(index);
        foreach (var container in await containers.ListAsync(version, cancellationToken))
        {
            var index = container.Labels.TryGetValue(DockerNames.SlotLabel, out var text) && int.TryParse(text, out var number) ? number : -1;
            if (!force && index >= 0 && pool.IsLeased(index))
                continue;
            await containers.RemoveAsync(container.ID, cancellationToken);
            if (index >= 0)
                folder.Delete(version, index);
        }

        if (busy)
            return false;
        await images.RemoveAsync(version, cancellationToken);
        _pools.TryRemove(Key(version), out _);
        return true;
    }

    /// <summary>Stops the containers of calls that are over; for the maintenance.</summary>
    internal async ValueTask FreeExpiredAsync(FunctionVersion version, CancellationToken cancellationToken)
    {
        foreach (var lease in Pool(version).Expired(time.GetUtcNow()))
        {
            LogExpired(version.Tenant, version.Name, lease.CallId);
            await StopAsync(version, lease.CallId, cancellationToken);
        }
    }

    internal bool IsLeased(FunctionVersion version, int index) => Pool(version).IsLeased(index);

    private SlotPool Pool(FunctionVersion version) =>
        _pools.GetOrAdd(Key(version), static (_, state) => new SlotPool(state.version, state.folder, state.options, state.time), (version, folder, options: options.Value, time));

    private static (string Tenant, string Name, int Version) Key(FunctionVersion version) => (version.Tenant, version.Name, version.Version);
}
