namespace Orchestrator.Runtime.Operations;

internal sealed class Intake(TimeProvider timeProvider) : IIntake
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _suspended;
    private IntakeStatus _status = new(true);

    public IntakeStatus Status => Volatile.Read(ref _status);

    public void Suspend(string by, string? reason)
    {
        lock (_lock)
        {
            if (_suspended is not null)
                return;
            _suspended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _status = new IntakeStatus(false, timeProvider.GetUtcNow(), by, reason);
        }
    }

    public void Resume()
    {
        lock (_lock)
        {
            _status = new IntakeStatus(true);
            _suspended?.TrySetResult();
            _suspended = null;
        }
    }

    public async ValueTask WaitUntilOpenAsync(CancellationToken cancellationToken)
    {
        while (Waiting() is { } resumed)
            await resumed.WaitAsync(cancellationToken);
    }

    public void ThrowIfSuspended()
    {
        if (!Status.IsOpen)
            throw new IntakeSuspendedException();
    }

    private Task? Waiting()
    {
        lock (_lock)
            return _suspended?.Task;
    }
}
