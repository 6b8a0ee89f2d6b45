namespace Orchestrator.Runtime.Operations;

/// <summary>
/// Whether this node takes new work. While intake is suspended, bursts that run go on to their end; stimuli wait unacknowledged at their source, timers and schedules do
/// not fire, requests that would start or resume a workflow are answered 503. Safe for concurrent use.
/// </summary>
/// <remarks>The state is this process's own and is open after a start: each node of a cluster is drained by itself, before it is stopped.</remarks>
public interface IIntake
{
    IntakeStatus Status { get; }

    /// <summary>Takes no more work; does nothing when it is suspended already.</summary>
    void Suspend(string by, string? reason);

    /// <summary>Takes work again.</summary>
    void Resume();

    /// <summary>Waits while intake is suspended.</summary>
    ValueTask WaitUntilOpenAsync(CancellationToken cancellationToken);

    /// <exception cref="IntakeSuspendedException">Intake is suspended.</exception>
    void ThrowIfSuspended();
}
