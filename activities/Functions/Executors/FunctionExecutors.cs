using Orchestrator.Activities.Functions.Executors.Docker;
using Orchestrator.Activities.Functions.Executors.Embedded;

namespace Orchestrator.Activities.Functions.Executors;

/// <summary>Docker first, the embedded sandbox where no engine answers.</summary>
internal sealed class FunctionExecutors(DockerEngine engine, DockerExecutor docker, EmbeddedExecutor embedded) : IFunctionExecutors
{
    public ExecutorState Docker => engine.State;

    public async ValueTask<(IFunctionExecutor Executor, string Reason)> ChooseAsync(CancellationToken cancellationToken)
    {
        var state = await docker.ProbeAsync(cancellationToken);
        return state.Available ? (docker, state.Reason) : (embedded, $"{state.Reason} The embedded JavaScript sandbox is used.");
    }

    public IFunctionExecutor Get(string name) => name switch
    {
        DockerExecutor.ExecutorName => docker,
        EmbeddedExecutor.ExecutorName => embedded,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There are the executors docker and embedded."),
    };
}
