namespace Orchestrator.Activities.Functions.Executors;

/// <summary>The executors of this installation.</summary>
public interface IFunctionExecutors
{
    /// <summary>What the last look at the Docker Engine found.</summary>
    ExecutorState Docker { get; }

    /// <summary>Chooses for a new version: Docker where an engine answers now, else the embedded sandbox. The reason says why.</summary>
    ValueTask<(IFunctionExecutor Executor, string Reason)> ChooseAsync(CancellationToken cancellationToken);

    /// <summary>The executor of that name.</summary>
    IFunctionExecutor Get(string name);
}
