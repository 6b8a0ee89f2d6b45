using Docker.DotNet;
using Docker.DotNet.Models;
using Microsoft.Extensions.Options;
using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Executors.Docker;

/// <summary>The containers of versions: created once with all limits, then only started and stopped.</summary>
internal sealed class FunctionContainers(DockerEngine engine, RunFolder folder, DockerNames names, IOptions<FunctionsOptions> options)
{
    private const uint StopSeconds = 2;

    /// <summary>The container with the version's name for that index; null when there is none.</summary>
    public async ValueTask<ContainerInspectResponse?> FindAsync(FunctionVersion version, int index, CancellationToken cancellationToken) =>
        await engine.RunAsync("look for the container", async client =>
        {
            try
            {
                return await client.Containers.InspectContainerAsync(names.Container(version, index), cancellationToken);
            }
            catch (DockerContainerNotFoundException)
            {
                return null;
            }
        });

    /// <summary>Id of the container; creates it when there is none.</summary>
    public async ValueTask<string> EnsureAsync(FunctionVersion version, int index, CancellationToken cancellationToken)
    {
        if (await FindAsync(version, index, cancellationToken) is { } found)
            return found.ID;
        var parameters = Parameters(version, index);
        var created = await engine.RunAsync("create the container", client => client.Containers.CreateContainerAsync(parameters, cancellationToken));
        return created.ID;
    }

    public async ValueTask StartAsync(string id, CancellationToken cancellationToken) =>
        await engine.RunAsync("start the container", client => client.Containers.StartContainerAsync(id, new(), cancellationToken));

    /// <summary>Waits until a container does not run.</summary>
    public async ValueTask WaitAsync(string id, CancellationToken cancellationToken) =>
        await engine.RunAsync("wait for the container's end", client => client.Containers.WaitContainerAsync(id, cancellationToken));

    /// <summary>Asks a container to stop and kills it after 2 s; nothing when it is gone.</summary>
    public async ValueTask StopAsync(string id, CancellationToken cancellationToken) => await engine.RunAsync("stop the container", async client =>
    {
        try
        {
            await client.Containers.StopContainerAsync(id, new() { WaitBeforeKillSeconds = StopSeconds }, cancellationToken);
        }
        catch (DockerContainerNotFoundException)
        {
            // It is gone already, which is more than was asked for.
        }
    });

    /// <summary>Kills a container and waits until it has ended; nothing when it does not run.</summary>
    public async ValueTask KillAsync(string id, CancellationToken cancellationToken) => await engine.RunAsync("kill the container", async client =>
    {
        try
        {
            await client.Containers.KillContainerAsync(id, new() { Signal = "SIGKILL" }, cancellationToken);
        }
        catch (DockerApiException exception) when (exception.StatusCode is System.Net.HttpStatusCode.Conflict or System.Net.HttpStatusCode.NotFound)
        {
            return; // It does not run.
        }

        await client.Containers.WaitContainerAsync(id, cancellationToken);
    });

    public async ValueTask RemoveAsync(string id, CancellationToken cancellationToken) => await engine.RunAsync("remove the container", async client =>
    {
        try
        {
            await client.Containers.RemoveContainerAsync(id, new() { Force = true, RemoveVolumes = true }, cancellationToken);
        }
        catch (DockerContainerNotFoundException)
        {
            // It is gone already, which is what is wanted.
        }
    });

    /// <summary>All containers of a version, or of this installation; running or not.</summary>
    public async ValueTask<IList<ContainerListResponse>> ListAsync(FunctionVersion? version, CancellationToken cancellationToken) => await engine.RunAsync(
        "list containers", client => client.Containers.ListContainersAsync(new() { All = true, Filters = names.Filter(version) }, cancellationToken));

    /// <summary>How a container ended; null when it runs, or is gone.</summary>
    public async ValueTask<ContainerEnd?> EndAsync(string id, CancellationToken cancellationToken) => await engine.RunAsync("inspect the container", async client =>
    {
        try
        {
            var inspected = await client.Containers.InspectContainerAsync(id, cancellationToken);
            if (inspected.State is not { Running: false } state)
                return null;
            using var stream = await client.Containers.GetContainerLogsAsync(id, new() { ShowStdout = true, ShowStderr = true, Tail = "40" }, cancellationToken);
            var (output, errors) = await stream.ReadOutputToEndAsync(cancellationToken);
            var lines = (output + errors).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            // V8 ends with SIGABRT or SIGSEGV when its heap is full; the kernel's own kill is told by the engine.
            var memory = state.OOMKilled || lines.Any(l => l.Contains("heap out of memory", StringComparison.Ordinal));
            return new ContainerEnd(state.ExitCode, memory && state.ExitCode != 0, lines);
        }
        catch (DockerContainerNotFoundException)
        {
            return null;
        }
    });

    private CreateContainerParameters Parameters(FunctionVersion version, int index)
    {
        var limits = version.Source.Limits;
        var memory = limits.MemoryMb * 1024L * 1024L;
        var labels = names.Labels(version);
        labels[DockerNames.SlotLabel] = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new CreateContainerParameters
        {
            Name = names.Container(version, index),
            Hostname = "function",
            Image = version.Image ?? throw new FunctionExecutorException($"Version {version.Version} of '{version.Name}' has no image: it was not built."),
            User = "10001:10001",
            WorkingDir = "/app",
            Env =
            [
                .. version.Source.Environment.Select(p => $"{p.Key}={p.Value}"),
                $"ORCHESTRATOR_SOCKET=/run/function/{RunFolder.SocketName}",
                FormattableString.Invariant($"ORCHESTRATOR_MAX_REPLY={options.Value.MaxReplyBytes}"),
            ],
            Labels = labels,
            StopSignal = "SIGTERM",
            StopTimeout = TimeSpan.FromSeconds(StopSeconds),
            HostConfig = new HostConfig
            {
                Binds = [$"{folder.Mounted(version, index)}:/run/function"],
                NetworkMode = "none",
                Memory = memory,
                MemorySwap = memory,
                NanoCPUs = (long)(Math.Min(limits.Cpus, engine.Processors) * 1_000_000_000),
                PidsLimit = limits.Pids,
                ReadonlyRootfs = true,
                CapDrop = ["ALL"],
                SecurityOpt = ["no-new-privileges"],
                Tmpfs = new Dictionary<string, string> { ["/tmp"] = "size=16m,noexec,nosuid,nodev,mode=1777" },
                Ulimits = [new Ulimit { Name = "nofile", Soft = 1024, Hard = 1024 }, new Ulimit { Name = "core", Soft = 0, Hard = 0 }],
                LogConfig = new LogConfig { Type = "json-file", Config = new Dictionary<string, string> { ["max-size"] = "1m", ["max-file"] = "2" } },
                RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.No },
                OomScoreAdj = 500,
                Init = false,
            },
        };
    }
}
