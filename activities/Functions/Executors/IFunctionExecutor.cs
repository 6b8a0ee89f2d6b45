using Orchestrator.Activities.Functions.Model;

namespace Orchestrator.Activities.Functions.Executors;

/// <summary>
/// Builds and runs functions. Every operation may be repeated with the same arguments: it finds what an earlier attempt has done. Safe for concurrent use.
/// </summary>
/// <remarks>All throw <see cref="FunctionExecutorException"/> when the engine behind is away or refuses.</remarks>
public interface IFunctionExecutor
{
    /// <summary><c>docker</c> or <c>embedded</c>.</summary>
    string Name { get; }

    /// <summary>Asks whether the executor can work now.</summary>
    ValueTask<ExecutorState> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Writes the files of a version into its folder; gives the folder.</summary>
    ValueTask<string> PrepareAsync(FunctionVersion version, CancellationToken cancellationToken);

    /// <summary>Builds a version. A source that does not compile is a result, no exception.</summary>
    /// <param name="key">Idempotency key; the product carries it.</param>
    ValueTask<BuildResult> BuildAsync(FunctionVersion version, string key, CancellationToken cancellationToken);

    /// <summary>The product of an earlier build with that key; null when there is none.</summary>
    ValueTask<BuildResult?> FindBuildAsync(FunctionVersion version, string key, CancellationToken cancellationToken);

    /// <summary>Creates the first container, or finds it; gives its id, null where there are none.</summary>
    ValueTask<string?> CreateContainerAsync(FunctionVersion version, CancellationToken cancellationToken);

    /// <summary>Loads the handler once in the place where it will run; gives what is wrong with it, null when nothing is.</summary>
    ValueTask<string?> VerifyAsync(FunctionVersion version, string callId, CancellationToken cancellationToken);

    /// <summary>Starts a container for a call, waits until it takes requests, and keeps it for the call. A call that has one already gets the same.</summary>
    ValueTask<FunctionSlot> StartAsync(FunctionVersion version, string callId, CancellationToken cancellationToken);

    /// <summary>The container that a call has; null when it has none or it does not run.</summary>
    ValueTask<FunctionSlot?> FindStartedAsync(FunctionVersion version, string callId, CancellationToken cancellationToken);

    /// <summary>Runs the handler. Repeated with the same call it joins or repeats the first one's result while the container lives. Faults of the function are results.</summary>
    ValueTask<FunctionReply> CallAsync(FunctionVersion version, FunctionSlot slot, FunctionRequest request, CancellationToken cancellationToken);

    /// <summary>Stops the container of a call and frees it for others.</summary>
    ValueTask StopAsync(FunctionVersion version, string callId, CancellationToken cancellationToken);

    /// <summary>Removes a version's containers, then its image and files. False: calls still run in some; those are left unless forced.</summary>
    ValueTask<bool> RemoveAsync(FunctionVersion version, bool force, CancellationToken cancellationToken);
}
