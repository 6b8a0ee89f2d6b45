using Orchestrator.Runtime.Execution;

namespace Orchestrator.Runtime.Operations;

/// <summary>Not ready while intake is suspended, so that a load balancer looks elsewhere; tells how many bursts still run.</summary>
internal sealed class IntakeReadiness(IIntake intake, InstanceExecutor executor) : IReadinessPart
{
    public string Name => "intake";

    public ValueTask<PartStatus> CheckAsync(CancellationToken cancellationToken)
    {
        var status = intake.Status;
        return ValueTask.FromResult(status.IsOpen
            ? PartStatus.Ready()
            : PartStatus.NotReady($"Draining: suspended by {status.By}{(status.Reason is null ? "" : $" ({status.Reason})")}; {executor.AtWork.Count} bursts still run."));
    }
}
