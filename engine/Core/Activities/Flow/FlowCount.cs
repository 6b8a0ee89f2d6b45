namespace Orchestrator.Core.Activities;

/// <summary>Visits of a connection.</summary>
/// <param name="Visits">How often its source has completed or was skipped.</param>
/// <param name="Followed">Whether the last visit followed it.</param>
public sealed record FlowCount(int Visits, bool Followed)
{
    internal static readonly FlowCount None = new(0, false);
}
