using Orchestrator.Runtime.Operations;

namespace Orchestrator.Server.Rest.Operations;

/// <summary>What this node does.</summary>
/// <param name="Intake"><c>open</c> or <c>suspended</c>.</param>
/// <param name="Since">When intake was suspended.</param>
/// <param name="By">Who suspended it.</param>
/// <param name="BurstsAtWork">Bursts that run now; 0 while suspended means that the node is drained.</param>
internal sealed record NodeAnswer(string Intake, DateTimeOffset? Since, string? By, string? Reason, int BurstsAtWork)
{
    public static NodeAnswer Of(IntakeStatus status, int burstsAtWork) => new(status.IsOpen ? "open" : "suspended", status.Since, status.By, status.Reason, burstsAtWork);
}
