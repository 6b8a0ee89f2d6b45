namespace Orchestrator.Runtime;

/// <summary>Opened when the database is migrated, the definitions are active and recovery has begun; background work waits for it.</summary>
public sealed class RuntimeGate
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => opened.Task.IsCompletedSuccessfully;

    public void Open() => opened.TrySetResult();

    public Task WaitUntilOpenAsync(CancellationToken cancellationToken) => opened.Task.WaitAsync(cancellationToken);
}
